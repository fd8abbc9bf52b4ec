"""Which figures an invented agency is drawn from, and whether each is published or chosen."""

from collections.abc import Mapping
from functools import cache

from planner.sourced import Sourced, shipped

BASE = ("english_authority.toml", "workforce_choices.toml", "case_choices.toml")
# Each of these is one choice out of several: whoever names one of its own names them all.
FAMILIES = ("language-", "skill-", "offer-", "referral-")


class Figures:
    """The figures of one kind of agency: what it says itself, and otherwise what the base says."""

    def __init__(self, base: Mapping[str, Sourced], own: Mapping[str, Sourced]) -> None:
        replaced = tuple(f for f in FAMILIES if any(name.startswith(f) for name in own))
        kept = {name: entry for name, entry in base.items() if not name.startswith(replaced)}
        self.entries: dict[str, Sourced] = kept | dict(own)
        self._families: dict[str, dict[str, Sourced]] = {}

    def one(self, name: str) -> int:
        """Return a figure that is one number."""
        return self.entries[name].number

    def several(self, name: str) -> tuple[int, ...]:
        """Return a figure that is a list of numbers."""
        return self.entries[name].numbers

    def each(self, prefix: str) -> dict[str, int]:
        """Return the figures whose names begin so, by the rest of the name."""
        return {rest: entry.number for rest, entry in self._family(prefix).items()}

    def each_several(self, prefix: str) -> dict[str, tuple[int, ...]]:
        """Return the lists whose names begin so, by the rest of the name."""
        return {rest: entry.numbers for rest, entry in self._family(prefix).items()}

    def _family(self, prefix: str) -> dict[str, Sourced]:
        if prefix not in self._families:
            self._families[prefix] = {
                name.removeprefix(prefix): entry
                for name, entry in self.entries.items()
                if name.startswith(prefix)
            }
        return self._families[prefix]


@cache
def figures_of(own: str | None = None) -> Figures:
    """Return the figures of a kind of agency, by the name of its file in `agencies/`."""
    base = {name: entry for file in BASE for name, entry in shipped(__package__, file).items()}
    return Figures(base, shipped(f"{__package__}.agencies", own) if own else {})


@cache
def case_factors() -> dict[str, Sourced]:
    """Return the published number of episodes with each factor, and of episodes, by name."""
    return shipped(__package__, "case_factors.toml")
