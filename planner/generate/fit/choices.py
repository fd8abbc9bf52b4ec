"""What had to be chosen to make an agency of a row of published figures."""

from planner.sourced import Sourced, shipped


def choices() -> dict[str, Sourced]:
    """Return the choices, by name."""
    return shipped(__package__, "choices.toml")
