"""How many judgements are needed and how intervals are drawn: the sourced numbers of `rules.toml`."""

from planner.sourced import Sourced, shipped


def rules() -> dict[str, Sourced]:
    """Return every rule with its unit, source and meaning."""
    return shipped(__package__, "rules.toml")


def rule(name: str) -> int:
    """Return the number of one rule."""
    return rules()[name].number
