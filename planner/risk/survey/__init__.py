"""AN ANONYMOUS SURVEY: what its columns are, what is refused, what can be used, and made-up ones."""
