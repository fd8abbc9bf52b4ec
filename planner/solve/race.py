"""What the ways of a portfolio share: the best plan yet, the bound, and whether the search is over."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import gcd
from threading import Event, Lock

import numpy as np

from planner.problem.arrays import Bools
from planner.program import Program
from planner.solve.clock import Clock

_NOISE = 1e-7  # of a bound: what an engine may be off
_PROVEN = 1e-6  # of the rest: what counts as no gap
_LEAST_SHARE, _MOST_SHARE = 0.005, 0.05  # of the gap: what hardly matters


@dataclass
class Race:
    """The best plan and the bound; offered to by several threads, over once they meet."""

    program: Program
    least_left: int  # proven
    clock: Clock
    bound_by_lines: float = -np.inf  # of the rest, in cost points
    chosen: Bools | None = None
    cost: int | None = None
    least_rest: int = 0  # proven, of plans that leave no more
    told: Callable[[Bools], None] | None = None  # hears of each better plan
    over: Event = field(default_factory=Event)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self._grain = grain(self.program)

    @property
    def running(self) -> bool:
        """Whether there is something left to find, and time to find it."""
        return not self.over.is_set() and self.clock.left() > 0

    @property
    def gap(self) -> float:
        """By how much the best plan may be dearer than the cheapest there is, in cost points."""
        if self.cost is None:
            return np.inf
        return float(self.cost - self.program.step * self.least_left - self.least_rest)

    @property
    def step(self) -> int:
        """A cost that hardly matters: the grain, between two small shares of the gap."""
        if not np.isfinite(self.gap):
            return self._grain
        return int(max(_LEAST_SHARE * self.gap, min(self._grain, _MOST_SHARE * self.gap)))

    @property
    def width(self) -> float:
        """What the reduced cost of an arc of a better plan can be at most, in cost points."""
        if self.cost is None:
            return np.inf
        return float(self.cost - self.program.step * self.least_left) - self.bound_by_lines

    def offer(self, chosen: Bools) -> bool:
        """Take a plan where it keeps the rules and costs less; return whether it was taken."""
        if self.program.broken(chosen):
            return False
        cost = self.program.total(chosen)
        with self._lock:
            if self.cost is not None and cost >= self.cost:
                return False
            self.chosen, self.cost = chosen, cost
            if self.told is not None:
                self.told(chosen)
            self._meet()
        return True

    def raise_bound(self, rest: float) -> None:
        """Note a proven bound on the rest, rounded up to what a rest can be."""
        if not np.isfinite(rest):
            return
        least = int(np.ceil((rest - _NOISE * (1 + abs(rest))) / self._grain)) * self._grain
        with self._lock:
            self.least_rest = max(self.least_rest, least)
            self._meet()

    def _meet(self) -> None:
        if self.chosen is not None and self.gap < max(1.0, _PROVEN * self.program.rest(self.chosen)):
            self.over.set()


def grain(program: Program) -> int:
    """Return what every cost of the rest is a multiple of: costs and slopes are whole numbers."""
    common = gcd(*np.unique(program.cost).tolist())
    for curve in program.curves:
        common = gcd(common, *np.unique(curve.slopes).tolist())
    return max(1, common)
