"""WHAT ALL DOORS OF THE SERVICE SHARE: versions, repeated requests, pages of a list."""
