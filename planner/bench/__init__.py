"""What the planner reaches: benchmark files of others by its own search, and how long questions take."""
