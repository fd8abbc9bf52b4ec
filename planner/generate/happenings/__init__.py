"""WHAT HAS JUST HAPPENED in an invented agency, one file each: it changes the ordinary one."""
