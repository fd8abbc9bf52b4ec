"""THE WAY OUT: what happened, sent to whoever asked to be told, until they have it or it is given up."""
