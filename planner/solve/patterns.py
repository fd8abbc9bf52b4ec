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
from planner.solve.relaxation import Floats

_AT_ONCE = 20_000  # sets looked at together: what they use stays in the processor's cache
_COLUMNS_FIRST = 8  # most sets that do not fit break one of these
MOST_SETS = 12_000  # of one size that are looked at for one worker
_BEAM = 60  # sets of one size that are grown for a worker with more
NOISE = 0.05  # cost points: an engine's reduced costs are no better than this


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


class Pricing:
    """Lists the patterns whose reduced cost is small enough."""

    def __init__(self, program: Program) -> None:
        """Note what each arc costs alone."""
        self.program = program
        zero = np.zeros(program.arcs, dtype=np.int64)
        self._rooms = _Rooms(program)
        self.alone = program.cost.astype(np.float64)
        for curve in program.curves:
            self.alone += curve.cost(program.worker, curve.load)
            self.alone -= curve.cost(program.worker, zero)

    def set_of(self, arcs: Ints) -> Patterns:
        """Return one worker's arcs as a pattern."""
        worker = self.program.worker[arcs[:1]]
        return Patterns(arcs[None, :], worker, self._cost(arcs[None, :], worker))

    def singles(self, each: int) -> Patterns:
        """Return the arcs that cost least alone, so many of each item or helped case, and all stays."""
        program = self.program
        helped = len(program.items) + program.role * (program.case.max(initial=0) + 1) + program.case
        key = np.where(program.item >= 0, program.item, helped)
        order = np.lexsort((self.alone, key))
        first = np.searchsorted(key[order], key[order])
        least = order[np.arange(len(order)) - first < each]
        arcs = np.union1d(least, np.flatnonzero(program.stays))
        return Patterns(arcs[:, None], program.worker[arcs], self.alone[arcs])

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
        self,
        paid: Floats,
        worker_paid: Floats,
        wanted: float,
        per_worker: int | None = None,
        short: float = 0.0,
    ) -> tuple[Patterns, Ints]:
        """Return the patterns whose reduced cost is at most `wanted`, and workers who may have more.

        `paid`: what the rows pay for each arc; `worker_paid`: for using each worker, not above 0.
        `per_worker`: look only at so many arcs of each worker, those of least reduced cost.
        `short`: how far below 0 reduced costs may be; up to `wanted` all are listed then. Of a
        worker who could take too many sets only the best of each size are grown; they are returned.
        """
        program = self.program
        reduced = self.alone - paid
        most_change = max(wanted, 0.0) + short + NOISE
        order = np.lexsort((reduced, program.worker))
        order = order[reduced[order] <= most_change]
        if per_worker is not None:
            workers = program.worker[order]
            first = np.searchsorted(workers, workers)
            order = order[np.arange(len(order)) - first < per_worker]
        level = _Level(
            arcs=order[:, None],
            group=program.worker[order],
            change=reduced[order],
            reduced=reduced[order] - worker_paid[program.worker[order]],
        )
        most_arcs = self.most_arcs(order)
        found: list[Patterns] = []
        crowded = np.zeros(program.workers, dtype=bool)
        while len(level.arcs):
            worker = program.worker[level.arcs[:, 0]]
            enough = level.reduced <= wanted
            arcs = np.sort(level.arcs[enough])
            found.append(Patterns(arcs, worker[enough], self._cost(arcs, worker[enough])))
            more = level.more(wanted, most_arcs[worker] - level.arcs.shape[1])
            crowded |= np.bincount(worker, more, program.workers) > MOST_SETS
            narrowed = crowded[worker] & (_rank(worker, level.reduced) >= _BEAM)
            parent, arcs = level.grown(np.where(narrowed, 0, more))
            fit = self._rooms.hold(arcs)
            parent, arcs = parent[fit], arcs[fit]
            worker = program.worker[arcs[:, 0]]
            after = self._cost(arcs, worker) - paid[arcs].sum(axis=1) - worker_paid[worker]
            change = after - level.reduced[parent]
            order = np.flatnonzero(change <= most_change)
            order = order[np.lexsort((change[order], parent[order]))]
            level = _Level(arcs[order], parent[order], change[order], after[order])
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


class _Rooms:
    """Which sets of arcs stay within their worker's room; columns that are short most often first."""

    def __init__(self, program: Program) -> None:
        self._local, self._worker = program.local, program.worker
        local = program.local
        share = local.use[local.row] / np.maximum(1, local.room[program.worker])
        order = np.argsort(-share.sum(axis=0), kind="stable")
        self._parts = [part for part in (order[:_COLUMNS_FIRST], order[_COLUMNS_FIRST:]) if len(part)]
        self._use = [np.ascontiguousarray(local.use[:, part]) for part in self._parts]
        self._room = [np.ascontiguousarray(local.room[:, part]) for part in self._parts]

    def hold(self, arcs: Ints) -> Bools:
        """Return which of some sets, one a row, fit."""
        fit = np.ones(len(arcs), dtype=bool)
        for use, room in zip(self._use, self._room, strict=True):
            left = np.flatnonzero(fit)
            for begin in range(0, len(left), _AT_ONCE):
                some = left[begin : begin + _AT_ONCE]
                rows = self._local.row[arcs[some]]
                used = use[rows[:, 0]]
                for row in rows.T[1:]:
                    used += use[row]
                fit[some] = (used <= room[self._worker[arcs[some, 0]]]).all(axis=1)
        return fit


@dataclass(frozen=True)
class _Level:
    """Sets of one size. A group holds the sets that differ in their last arc only.

    `change`: what the last arc did to the reduced cost; by convexity it does no less to any larger
    set. So two sets of a group make one of the next size, and no other way needs to be looked at.
    """

    arcs: Ints
    group: Ints
    change: Floats
    reduced: Floats

    def more(self, wanted: float, room: Ints) -> Ints:
        """Return how many larger sets each set makes, 0 where none of them can lead to a wanted one.

        `room`: how many more arcs each set's worker could take. Groups are in order of change, so
        the best that can still come is what follows next.
        """
        end = np.searchsorted(self.group, self.group, side="right")
        place = np.arange(len(self.group))
        gains = np.append(0.0, np.cumsum(np.minimum(0.0, self.change)))
        to_come = gains[np.minimum(end, place + 1 + np.maximum(room, 0))] - gains[place + 1]
        return np.where((self.reduced + to_come <= wanted) & (room > 0), end - place - 1, 0)

    def grown(self, more: Ints) -> tuple[Ints, Ints]:
        """Return the sets one larger, each set with the next so many of its group, and the parents."""
        parent = np.repeat(np.arange(len(more)), more)
        sibling = parent + 1 + np.arange(len(parent)) - np.repeat(np.cumsum(more) - more, more)
        return parent, np.column_stack([self.arcs[parent], self.arcs[sibling, -1]])


def _rank(worker: Ints, reduced: Floats) -> Ints:
    """Return the rank of each set among its worker's, by reduced cost."""
    order = np.lexsort((reduced, worker))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - np.searchsorted(worker[order], worker[order])
    return rank


def _all(parts: list[Patterns]) -> Patterns:
    width = max((part.arcs.shape[1] for part in parts), default=1)
    return Patterns(
        np.concatenate([np.zeros((0, width), int), *(_padded(p.arcs, width) for p in parts)]),
        np.concatenate([np.zeros(0, int), *(p.worker for p in parts)]),
        np.concatenate([np.zeros(0), *(p.cost for p in parts)]),
    )


def _padded(arcs: Ints, width: int) -> Ints:
    return np.pad(arcs, ((0, 0), (0, width - arcs.shape[1])), constant_values=-1)
