"""WHAT HAPPENS IF: the agency's coming year, many times over, under each policy."""
