"""THE RECORD: who did or saw what, in a chain that shows whether anything in it was changed."""
