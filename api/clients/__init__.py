"""API CLIENTS THAT MAY CALL: scoped tokens that end."""
