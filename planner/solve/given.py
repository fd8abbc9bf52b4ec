"""What has been given to whom so far, whether one more arc fits beside it, and what that adds."""

from collections.abc import Iterator
from copy import copy
from typing import Self

import numpy as np

from planner.problem.arrays import Bools, Floats, Ints
from planner.program import Program
from planner.solve.layout import Layout
from planner.solve.linked import Linked, add

_FEW = 64  # arcs that are weighed all at once, whoever asks
_ROUNDED = 1.0  # more than a cost is rounded by


class Given:
    """The arcs given so far."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.layout = Layout(program)
        self.links = Linked(program, self.layout)
        self._arcs: list[int] = []
        self._used: Ints = np.zeros_like(program.local.room)
        self._own_used = True  # or a state's it was copied from, which is only read
        self._uses: Bools = np.zeros(program.workers, dtype=bool)  # whether anything may be used
        self._added = [np.zeros(program.workers, dtype=np.int64) for _ in program.curves]
        self._paid = [np.zeros(program.workers) for _ in program.curves]  # for what has been added
        self._slopes: list[Floats] | None = None

    @property
    def chosen(self) -> Bools:
        """Which arcs have been given, as a mask over all."""
        chosen: Bools = np.zeros(self.program.arcs, dtype=bool)
        chosen[self._arcs] = True
        return chosen

    def copy(self) -> Self:
        """Return a copy that is counted apart; it takes no longer to make where there are more arcs."""
        other = copy(self)
        other.links = self.links.copy()
        other._arcs = list(self._arcs)
        other._own_used, other._uses = False, self._uses.copy()
        other._added = [added.copy() for added in self._added]
        other._paid = [paid.copy() for paid in self._paid]
        other._slopes = [slope.copy() for slope in self.slopes]
        return other

    def put(self, arcs: list[int]) -> None:
        """Give arcs."""
        self._arcs.extend(arcs)
        self._count(arcs, 1)

    def take_back(self, arc: int) -> None:
        """Undo the giving of an arc."""
        self._arcs.remove(arc)
        self._count([arc], -1)

    def weigh(self, arcs: Ints) -> tuple[Ints, Ints]:
        """Return those of some arcs that fit beside what is given, and what each adds to the cost."""
        fit, cost = self._weighed(arcs)
        return arcs[fit], cost[fit]

    def in_blocks(self, arcs: Ints, size: int) -> Iterator[tuple[Ints, Ints, float]]:
        """Yield those of some arcs that fit, what each adds, and less than any later one adds.

        About cheapest first: a worker's curve rises no less than where they stand now, so that slope x
        load bounds what an arc adds.
        """
        if len(arcs) <= _FEW:
            yield *self.weigh(arcs), np.inf
            return
        least = self._least(arcs)
        while len(arcs):
            near = np.ones(len(arcs), dtype=bool)
            if len(arcs) > size:
                near = least <= np.partition(least, size - 1)[size - 1]
            part, arcs, least = arcs[near], arcs[~near], least[~near]
            yield *self.weigh(part), float(least.min(initial=np.inf))
            size *= 4

    def fit_together(self, arcs: list[int]) -> bool:
        """Whether arcs that fit each alone fit at once: two may be the same worker's."""
        local, workers = self.program.local, self.program.worker[arcs].tolist()
        for worker in {each for each in workers if workers.count(each) > 1}:
            mine = [arc for arc, who in zip(arcs, workers, strict=True) if who == worker]
            use = local.use[local.row[mine]].sum(axis=0)
            if ((use + self._used[worker] > local.room[worker]) & (use > 0)).any():
                return False
        return True

    def adds(self, arcs: list[int]) -> int:
        """Return what arcs add to the cost when given at once: two may be the same worker's."""
        program, places = self.program, np.array(arcs, dtype=np.int64)
        cost = float(program.cost[places].sum())
        everybody = np.arange(program.workers)
        for curve, added, paid in zip(program.curves, self._added, self._paid, strict=True):
            more = added.copy()
            np.add.at(more, program.worker[places], curve.load[places])
            cost += float((curve.cost(everybody, more) - paid).sum())
        return round(cost)

    def _count(self, arcs: list[int], sign: int) -> None:
        """Count arcs in, or out where `sign` is -1."""
        program, places = self.program, np.array(arcs, dtype=np.int64)
        workers, use = program.worker[places], program.local.use[program.local.row[places]]
        changed = np.array(sorted(set(workers.tolist())), dtype=np.int64)
        if use.any():
            self._used = self._used if self._own_used else self._used.copy()
            self._own_used = True
            add(self._used, workers, sign * use)
            self._uses[changed] = True
        for place, curve in enumerate(program.curves):
            added = self._added[place]
            add(added, workers, sign * curve.load[places])
            self._paid[place][changed] = curve.cost(changed, added[changed])
            if self._slopes is not None:
                self._slopes[place][changed] = curve.tangents(changed, added[changed])[0]
        self.links.add(places, sign)

    def _weighed(self, arcs: Ints) -> tuple[Bools, Ints]:
        """Return whether each of some arcs fits beside what is given, and what it adds to the cost."""
        program, workers = self.program, self.program.worker[arcs]
        uses = self._uses[workers]
        if uses.all():
            fits = self._fits(arcs, workers)
        else:
            fits = self.layout.alone(arcs)
            beside = np.flatnonzero(fits & uses)
            fits[beside] = self._fits(arcs[beside], workers[beside])
        cost = program.cost[arcs].astype(np.float64)
        for curve, added, paid in zip(program.curves, self._added, self._paid, strict=True):
            cost += curve.cost(workers, added[workers] + curve.load[arcs]) - paid[workers]
        return fits, np.rint(cost).astype(np.int64)

    def _fits(self, arcs: Ints, workers: Ints) -> Bools:
        """Return whether each of some arcs fits beside what its worker uses."""
        local = self.program.local
        use = local.use[local.row[arcs]]
        fits: Bools = ((use + self._used[workers] <= local.room[workers]) | (use == 0)).all(axis=1)
        return fits

    def _least(self, arcs: Ints) -> Floats:
        """Return less than what each of some arcs adds to the cost."""
        program, workers = self.program, self.program.worker[arcs]
        least: Floats = program.cost[arcs].astype(np.float64) - _ROUNDED
        for curve, slope in zip(program.curves, self.slopes, strict=True):
            least += slope[workers] * curve.load[arcs]
        return least

    @property
    def slopes(self) -> list[Floats]:
        """How each worker's curves rise where they stand."""
        if self._slopes is None:
            everybody = np.arange(self.program.workers)
            curves = zip(self.program.curves, self._added, strict=True)
            self._slopes = [curve.tangents(everybody, added)[0] for curve, added in curves]
        return self._slopes
