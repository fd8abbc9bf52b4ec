"""Exact leximin: the greatest burden as small as can be, then the second, and so on; then the cost.

Sorted burdens are settled from the top. With the first k settled, the next is found by bisection:
is there a plan whose other burdens all stay at or below some level? Slots (`slots.py`) say so in rows,
and each answer is a program in whole numbers that HiGHS solves over the arcs such a level leaves. A
burden is settled without a question where workers cannot be lower than they are already. How many
workers must be at the level found is asked once more. In the end the cheapest plan with those sorted
burdens is sought, tangents of curves being added where it breaks them.
"""

from dataclasses import dataclass, replace

import numpy as np

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.solve.best import PROVEN
from planner.solve.clock import Clock
from planner.solve.engines import Found, solve_whole
from planner.solve.relaxation import SCALE, Matrix, Relaxation, whole
from planner.solve.slots import Burdens, Slots, may_be_given, with_slots
from planner.solve.tightening import tightened

_SHARE_OF_LEVELS = 0.75  # of the time; the rest is for the cost
_SHARE_OF_LINES = 0.5  # of what is left for the cost
_ROUNDS = 60
_RELATIVE = 1e-7  # gap to which the engine solves


@dataclass(frozen=True)
class Fairest:
    """A plan of a program, its sorted burdens, and how much of them is proven.

    `settled`: so many of the greatest burdens are as small as can be, the ones before them given;
    `cheapest`: whether no plan with the same sorted burdens costs less.
    """

    chosen: Bools
    shares: tuple[int, ...]
    settled: int
    cheapest: bool

    @property
    def proven(self) -> bool:
        """Whether every burden is settled, and the plan is the cheapest of its kind."""
        return self.settled == len(self.shares) and self.cheapest


def fairest(program: Program, burdens: Burdens, chosen: Bools, limit: Clock | float) -> Fairest:
    """Return the plan of leximin burdens that covers as much as a plan at hand, then the cheapest.

    Parameters
    ----------
    chosen
        A plan that keeps every rule, to begin from.
    limit
        Seconds or a clock; where it ends first, the best plan by then, and what of it is proven.
    """
    if not program.arcs:
        return Fairest(chosen, tuple(_sorted(burdens, chosen)), len(burdens.mine), cheapest=True)
    clock = Clock.of(limit)
    return _Levels(program, burdens, chosen, clock).settle()


class _Levels:
    """The best plan so far, and how many of its sorted burdens are settled."""

    def __init__(self, program: Program, burdens: Burdens, chosen: Bools, clock: Clock) -> None:
        self.program, self.burdens, self.clock = program, burdens, clock
        self.chosen = chosen
        self.covered = int(program.covers[chosen].sum())
        nothing = np.zeros(program.arcs, dtype=bool)
        self.floors = np.sort(burdens.shares(nothing))[::-1].tolist()
        self.shares = _sorted(burdens, chosen)
        plain = replace(program, cost=np.zeros_like(program.cost), curves=())
        self.plain = Relaxation(plain, least_covered=self.covered)

    def settle(self) -> Fairest:
        """Settle one burden after the other, then the cost."""
        levels = self.clock.part(_SHARE_OF_LEVELS)
        settled = 0
        while settled < len(self.shares):
            if not (self._lower(settled, levels) and self._fewer(settled, levels)):
                break
            settled += self.shares.count(self.shares[settled])
        cheapest = self._cheapen(self.clock)
        return Fairest(self.chosen, tuple(self.shares), settled, cheapest)

    def _lower(self, settled: int, clock: Clock) -> bool:
        """Bring the next burden down as far as can be; return whether that is proven."""
        least = self.floors[settled]
        asked = self.shares[settled] - 1  # most often it cannot be lower
        while least < self.shares[settled]:
            answer = self._ask(Slots.of(self.shares[:settled], asked), clock)
            if answer is None:
                return False
            if not answer:
                least = asked + 1
            asked = (least + self.shares[settled] - 1) // 2
        return True

    def _fewer(self, settled: int, clock: Clock) -> bool:
        """Bring down the number of workers at the next burden; return whether that is proven."""
        level = self.shares[settled]
        least = max(1, sum(floor >= level for floor in self.floors) - settled)
        while (there := self.shares.count(level)) > least:
            fewer = [*self.shares[:settled], *[level] * (there - 1)]
            answer = self._ask(Slots.of(fewer, level - 1), clock)
            if not answer:
                return answer is False
        return True

    def _ask(self, slots: Slots, clock: Clock) -> bool | None:
        """Take a plan that the slots allow; return whether there is one, None if that is not known."""
        if clock.left() <= 0:
            return None
        kept = np.flatnonzero(may_be_given(self.burdens, slots))
        found = _solved(with_slots(self.plain.matrix(kept), kept, self.burdens, slots), clock, 0.0)
        if found.amount is None:
            return False if found.impossible else None
        return self._take(kept[whole(found.amount[: len(kept)])]) or None

    def _take(self, arcs: Ints) -> bool:
        """Take a plan that has lower sorted burdens and keeps every rule."""
        chosen = np.zeros(self.program.arcs, dtype=bool)
        chosen[arcs] = True
        shares = _sorted(self.burdens, chosen)
        if self.program.broken(chosen) or self._covers(chosen) < self.covered or shares >= self.shares:
            return False
        self.chosen, self.shares = chosen, shares
        return True

    def _covers(self, chosen: Bools) -> int:
        return int(self.program.covers[chosen].sum())

    def _cheapen(self, clock: Clock) -> bool:
        """Take the cheapest plan whose sorted burdens are nowhere above these; return if proven."""
        slots = Slots.of(self.shares)
        kept = np.flatnonzero(may_be_given(self.burdens, slots))
        relaxation = Relaxation(self.program, least_covered=self.covered)
        tightened(relaxation, clock.part(_SHARE_OF_LINES), kept)
        proven = -np.inf
        for _ in range(_ROUNDS):
            if clock.left() <= 0:
                break
            matrix = with_slots(relaxation.matrix(kept), kept, self.burdens, slots)
            found = _solved(matrix, clock, _RELATIVE)
            if found.amount is None or found.excess is None:
                break
            proven = max(proven, found.bound)
            amount = np.zeros(self.program.arcs)
            amount[kept] = np.round(found.amount[: len(kept)])
            self._cheaper(amount > 0)
            if not relaxation.tighten(amount, found.excess):
                break
        self.shares = _sorted(self.burdens, self.chosen)
        rest = self.program.rest(self.chosen)
        return rest - proven * SCALE <= max(1.0, PROVEN * abs(rest))

    def _cheaper(self, chosen: Bools) -> None:
        """Take a plan that costs less, where its sorted burdens are nowhere above these."""
        shares = _sorted(self.burdens, chosen)
        no_worse = all(new <= old for new, old in zip(shares, self.shares, strict=True))
        less = self.program.rest(chosen) < self.program.rest(self.chosen)
        covers = self._covers(chosen) >= self.covered
        if no_worse and less and covers and not self.program.broken(chosen):
            self.chosen = chosen


def _sorted(burdens: Burdens, chosen: Bools) -> list[int]:
    shares: list[int] = np.sort(burdens.shares(chosen))[::-1].tolist()
    return shares


def _solved(matrix: Matrix, clock: Clock, gap: float) -> Found:
    """Solve in whole numbers; of a matrix without a column, look whether nothing keeps its rows."""
    if matrix.rows.shape[1]:
        return solve_whole(matrix, clock, gap)
    if (matrix.lower <= 0).all() and (matrix.upper >= 0).all():
        return Found(np.zeros(0), np.zeros(0), 0.0)
    return Found(None, None, np.inf, impossible=True)
