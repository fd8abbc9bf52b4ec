"""AN AGENCY AS THE PLANNER READS IT, put together from rows; only what changed is read again."""
