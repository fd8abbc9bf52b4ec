"""WHO IS ASKING, AND WHAT THEY MAY DO: roles, permissions, sessions and tokens."""
