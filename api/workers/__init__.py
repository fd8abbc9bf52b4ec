"""WORKERS: who can carry cases, public facts only."""
