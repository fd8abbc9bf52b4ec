"""PEOPLE WHO MAY SIGN IN: their roles, passwords, second factors, and the first of them."""
