"""Which lever helps most for its cost, and what cannot be told."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.present.simulation import Standing
from planner.simulate.statistics import Mean

_ORDER = tuple(Standing)
_FOR_ITS_COST = (Standing.BEST, Standing.TIED, Standing.LESS)


@dataclass(frozen=True)
class Ranking:
    """Levers by how much they gain, more being better.

    `gains`: of each, in the same luck. `units`: what each costs that costs something. `free`: those
    that cost nothing; what the others cost is not known. `told_apart`: whether two that cost something
    gain differently for it.
    """

    gains: Mapping[str, Mean]
    units: Mapping[str, float]
    free: Collection[str]
    told_apart: Callable[[str, str], bool]

    @property
    def order(self) -> list[str]:
        """The levers, those that help most for their cost first; what they do decides among equals."""
        return sorted(self.gains, key=self._place)

    def _place(self, name: str) -> tuple[int, float]:
        standing = self.standing(name)
        if standing in _FOR_ITS_COST:
            return _ORDER.index(Standing.BEST), -self._for_its_cost(name)
        return _ORDER.index(standing), -(self.gains[name].mean or 0.0)

    @cached_property
    def best(self) -> str | None:
        """The lever that helps most for its cost; None where none that costs something helps."""
        able = [name for name in self.units if _helps(self.gains[name])]
        return max(able, key=self._for_its_cost, default=None)

    def standing(self, name: str) -> Standing:
        """Return what can be said of a lever."""
        gain = self.gains[name]
        if gain.low is None or gain.high is None:
            return Standing.TOO_FEW
        if not _helps(gain):
            return Standing.WORSE if gain.high < 0 else Standing.NOTHING
        if self.best is None or name not in self.units:
            return Standing.FREE if name in self.free else Standing.NO_COST
        if name == self.best:
            return Standing.BEST
        return Standing.LESS if self.told_apart(self.best, name) else Standing.TIED

    def as_good_at(self, name: str) -> float | None:
        """Return the cost at which a lever that helps would help as much for it as the best."""
        if self.best in {None, name} or not _helps(self.gains[name]):
            return None
        return (self.gains[name].mean or 0.0) / self._for_its_cost(str(self.best))

    def _for_its_cost(self, name: str) -> float:
        return (self.gains[name].mean or 0.0) / self.units[name]


def _helps(gain: Mean) -> bool:
    return gain.low is not None and gain.low > 0
