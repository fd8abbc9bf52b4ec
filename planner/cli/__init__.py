"""THE COMMAND LINE: one file a command; heavy rooms are imported only when a command runs."""
