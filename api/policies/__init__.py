"""POLICIES: the versions of an agency's settings; none is ever changed."""
