"""Patterns: the sets of arcs one worker could take together, with their cost and reduced cost.

Curves are convex, so an arc changes the reduced cost of a larger set by no less than that of a smaller
one; and taking an arc away never breaks a worker's room. So a set is looked at only where its arcs
were worth adding to its parts: as long as there is a pattern of negative reduced cost, a smallest one
is found, and where there is none, every pattern up to a wanted reduced cost is.
"""

from dataclasses import dataclass

import numpy as np

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.solve.clock import Clock
from planner.solve.levels import NOISE, Level, least_each, rank
from planner.solve.relaxation import Floats
from planner.solve.worker_rooms import WorkerRooms

MOST_SETS = 60_000  # of one size that are looked at for one worker
_MOST_OF_FEW_ARCS = 4_000  # likewise, where not all arcs are looked at and nothing is proven
_BEAM = 60  # sets of one size that are grown for a worker with more


@dataclass(frozen=True)
class Patterns:
    """Sets of arcs: `arcs` has one row a pattern, padded by -1; `cost` is without what is left."""

    arcs: Ints
    worker: Ints
    cost: Floats

    def __len__(self) -> int:
        return len(self.worker)

    def only(self, keep: Bools | Ints) -> "Patterns":
        """Return some of the patterns."""
        return Patterns(self.arcs[keep], self.worker[keep], self.cost[keep])

    def and_also(self, other: "Patterns") -> "Patterns":
        """Return the patterns of both, each once."""
        width = max(self.arcs.shape[1], other.arcs.shape[1])
        arcs = np.concatenate([_padded(self.arcs, width), _padded(other.arcs, width)])
        _, first = np.unique(arcs, axis=0, return_index=True)
        both = Patterns(
            arcs,
            np.concatenate([self.worker, other.worker]),
            np.concatenate([self.cost, other.cost]),
        )
        return both.only(np.sort(first))


@dataclass(frozen=True)
class Wanted:
    """Which patterns are asked for.

    Up to `most` all are listed, were no reduced cost further below 0 than `short`. With `each`, so many
    of a worker are enough, their best among them. With `arcs`, only so many arcs of a worker are looked
    at, those of least reduced cost. Beyond `total` patterns nothing more is listed.
    """

    most: float  # reduced cost
    short: float = 0.0
    each: int | None = None
    arcs: int | None = None
    total: int | None = None


class Pricing:
    """Lists the patterns whose reduced cost is small enough."""

    def __init__(self, program: Program) -> None:
        """Note what each arc costs alone."""
        self.program = program
        zero = np.zeros(program.arcs, dtype=np.int64)
        self.rooms = WorkerRooms(program)
        self.alone = program.cost.astype(np.float64)
        for curve in program.curves:
            self.alone += curve.cost(program.worker, curve.load)
            self.alone -= curve.cost(program.worker, zero)

    def set_of(self, arcs: Ints) -> Patterns:
        """Return one worker's arcs as a pattern."""
        worker = self.program.worker[arcs[:1]]
        return Patterns(arcs[None, :], worker, self._cost(arcs[None, :], worker))

    def singles(self, each: int) -> Patterns:
        """Return as patterns the arcs that cost least alone, and all stays."""
        arcs = np.union1d(self.least(each), np.flatnonzero(self.program.stays))
        return Patterns(arcs[:, None], self.program.worker[arcs], self.alone[arcs])

    def least(self, each: int) -> Ints:
        """Return the arcs that cost least alone, so many of each item or helped case."""
        program = self.program
        helped = len(program.items) + program.role * (program.case.max(initial=0) + 1) + program.case
        key = np.where(program.item >= 0, program.item, helped)
        order = np.lexsort((self.alone, key))
        first = np.searchsorted(key[order], key[order])
        return np.asarray(order[np.arange(len(order)) - first < each])

    def of_plan(self, chosen: Bools) -> Patterns:
        """Return the patterns a plan is made of."""
        arcs = np.flatnonzero(chosen)
        workers = np.unique(self.program.worker[arcs])
        sets = [arcs[self.program.worker[arcs] == worker] for worker in workers]
        width = max((len(s) for s in sets), default=1)
        table = np.full((len(sets), width), -1)
        for row, members in enumerate(sets):
            table[row, : len(members)] = members
        return Patterns(table, workers, self._cost(table, workers))

    def below(
        self, paid: Floats, worker_paid: Floats, wanted: Wanted, clock: Clock | None = None
    ) -> tuple[Patterns, Ints]:
        """Return the patterns that are wanted, and workers who may have more of them.

        `paid`: what the rows pay for each arc; `worker_paid`: for using each worker, not above 0. Of a
        worker who could take too many sets only the best of each size are grown; they are returned. The
        clock is told how many sets were looked at; where it leaves too little, or `total` is passed, the
        workers with sets still to grow are returned too.
        """
        program = self.program
        reduced = self.alone - paid
        most_change = max(wanted.most, 0.0) + wanted.short + NOISE
        order = np.lexsort((reduced, program.worker))
        order = order[reduced[order] <= most_change]
        if wanted.arcs is not None:
            workers = program.worker[order]
            first = np.searchsorted(workers, workers)
            order = order[np.arange(len(order)) - first < wanted.arcs]
        level = Level(
            arcs=order[:, None],
            group=program.worker[order],
            change=reduced[order],
            reduced=reduced[order] - worker_paid[program.worker[order]],
        )
        most_arcs = self.most_arcs(order)
        most_sets = MOST_SETS if wanted.arcs is None else _MOST_OF_FEW_ARCS
        found: list[Patterns] = []
        crowded = np.zeros(program.workers, dtype=bool)
        best = np.full((program.workers, wanted.each or 1), wanted.most)
        while len(level.arcs):
            worker = program.worker[level.arcs[:, 0]]
            if wanted.each is not None:
                best = least_each(best, worker, level.reduced)
            most = best[worker, -1]
            enough = level.reduced <= most
            arcs = np.sort(level.arcs[enough])
            found.append(Patterns(arcs, worker[enough], self._cost(arcs, worker[enough])))
            beyond = most + NOISE if wanted.each is None else most - NOISE  # as good again is not wanted
            more = level.more(beyond, most_arcs[worker] - level.arcs.shape[1])
            crowded |= np.bincount(worker, more, program.workers) > most_sets
            narrowed = crowded[worker] & (rank(worker, level.reduced) >= _BEAM)
            more = np.where(narrowed, 0, more)
            if _too_many(int(more.sum()), found, wanted, clock):
                crowded[worker[more > 0]] = True
                break
            parent, arcs = level.grown(more)
            if clock is not None:
                clock.looked_at(len(arcs))
            fit = self.rooms.hold(arcs)
            parent, arcs = parent[fit], arcs[fit]
            worker = program.worker[arcs[:, 0]]
            after = self._cost(arcs, worker) - paid[arcs].sum(axis=1) - worker_paid[worker]
            change = after - level.reduced[parent]
            order = np.flatnonzero(change <= most_change)
            order = order[np.lexsort((change[order], parent[order]))]
            level = Level(arcs[order], parent[order], change[order], after[order])
        return _all(found), np.flatnonzero(crowded)

    def most_arcs(self, arcs: Ints) -> Ints:
        """Return how many of some arcs each worker has room for at most, shape (workers,)."""
        most = np.full(self.program.workers, len(arcs))
        local = self.program.local
        arcs = arcs[np.argsort(self.program.worker[arcs], kind="stable")]
        worker, first = np.unique(self.program.worker[arcs], return_index=True)
        if len(worker) and local.room.shape[1]:
            least = np.minimum.reduceat(local.use[local.row[arcs]], first)
            room = np.where(least > 0, local.room[worker] // np.maximum(least, 1), len(arcs))
            most[worker] = room.min(axis=1)
        return most

    def _cost(self, arcs: Ints, worker: Ints) -> Floats:
        there = arcs >= 0
        plain = np.where(there, self.program.cost[arcs], 0).sum(axis=1)
        cost: Floats = plain.astype(np.float64)
        for curve in self.program.curves:
            load = np.where(there, curve.load[arcs], 0).sum(axis=1)
            cost += curve.cost(worker, load) - curve.cost(worker, np.zeros_like(load))
        return cost


def _too_many(sets: int, found: list[Patterns], wanted: Wanted, clock: Clock | None) -> bool:
    """Whether so many sets more are not looked at, for lack of time or as more are found than asked."""
    if wanted.total is not None and sum(map(len, found)) > wanted.total:
        return True
    return clock is not None and not clock.allows(sets)


def _all(parts: list[Patterns]) -> Patterns:
    width = max((part.arcs.shape[1] for part in parts), default=1)
    return Patterns(
        np.concatenate([np.zeros((0, width), int), *(_padded(p.arcs, width) for p in parts)]),
        np.concatenate([np.zeros(0, int), *(p.worker for p in parts)]),
        np.concatenate([np.zeros(0), *(p.cost for p in parts)]),
    )


def _padded(arcs: Ints, width: int) -> Ints:
    return np.pad(arcs, ((0, 0), (0, width - arcs.shape[1])), constant_values=-1)
