"""The numbers of `numbers.toml`, by name."""

from planner.sourced import shipped


def number(name: str) -> int:
    """Return one number, in the unit that `numbers.toml` gives."""
    return shipped(__package__, "numbers.toml")[name].number
