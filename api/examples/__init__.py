"""EXAMPLES: shown in the description of the interface, asked and answered in the tests."""
