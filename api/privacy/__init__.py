"""THE PLACE OF THE PRIVATE PROFILE: its own store, key and door belong here; nothing of it is kept yet.

No other part of the service may ever read it: not the tables, not the record, not the events.
"""
