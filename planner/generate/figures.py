"""Which figures an invented agency is drawn from, and whether each is published or chosen."""

from functools import cache

from planner.sourced import Provenance, Sourced, shipped

FILES = ("english_authority.toml", "workforce_choices.toml", "case_choices.toml")


@cache
def figures() -> dict[str, Sourced]:
    """Return every figure but the mix of case factors, by name."""
    return {name: entry for file in FILES for name, entry in shipped(__package__, file).items()}


@cache
def case_factors() -> dict[str, Sourced]:
    """Return the published number of episodes with each factor, and of episodes, by name."""
    return shipped(__package__, "case_factors.toml")


def sources() -> tuple[str, ...]:
    """Return the publications behind the statistics, for the head of a written agency."""
    entries = [*figures().values(), *case_factors().values()]
    return tuple(sorted({e.source for e in entries if e.provenance is Provenance.STATISTIC}))


def figure(name: str) -> int:
    """Return a figure that is one number."""
    return figures()[name].number


def several(name: str) -> tuple[int, ...]:
    """Return a figure that is a list of numbers."""
    return figures()[name].numbers


@cache
def each(prefix: str) -> dict[str, int]:
    """Return the figures whose names begin so, by the rest of the name."""
    return {
        name.removeprefix(prefix): entry.number
        for name, entry in figures().items()
        if name.startswith(prefix)
    }


@cache
def each_several(prefix: str) -> dict[str, tuple[int, ...]]:
    """Return the lists whose names begin so, by the rest of the name."""
    return {
        name.removeprefix(prefix): entry.numbers
        for name, entry in figures().items()
        if name.startswith(prefix)
    }
