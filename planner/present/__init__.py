"""HOW IT IS SHOWN: answers as data, tables for people."""
