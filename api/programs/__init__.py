"""PROGRAMS THAT MAY CALL: scoped tokens that end."""
