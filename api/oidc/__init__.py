"""SIGNING IN WITH ANOTHER'S ACCOUNT (OpenID Connect), where an operator has set it up."""
