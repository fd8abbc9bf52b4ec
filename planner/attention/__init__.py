"""WHAT NEEDS SOMEBODY THIS WEEK, beside who takes what: facts, one file a matter."""
