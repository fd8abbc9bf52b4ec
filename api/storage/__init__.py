"""ROWS IN, NOUNS OUT: the tables, the transactions and every query."""
