"""LONG WORK: a table of jobs, engines that work on them, and the doors to ask, watch and cancel."""
