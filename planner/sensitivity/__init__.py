"""WHAT AN ANSWER HANGS ON: the same week planned again, one setting changed at a time."""
