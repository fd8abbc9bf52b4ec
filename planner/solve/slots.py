"""Which levels of burden an office's workers may fill, as rows beside the relaxation's own.

A burden is a load as a share of a budget, in thousandths rounded up. A slot is a level that only so
many workers may fill: whoever has one carries up to that level, everybody else up to a base. Sorted
burdens are nowhere above sorted slots just where workers can be put into slots so that each carries no
more than the own slot allows; so these rows say exactly what a sorted list of burdens demands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import sparse

from planner.problem.arrays import Bools, Ints
from planner.solve.relaxation import Matrix

THOUSAND = 1000


@dataclass(frozen=True)
class Burdens:
    """What some workers carry, from the arcs of a program: whole shares of their budgets.

    `load`: of each arc, shape (arcs,); `worker`: who takes it, by place among all; `mine`: the workers
    whose burdens count; `start`, `budget`: of all workers.
    """

    load: Ints
    worker: Ints
    mine: Ints
    start: Ints
    budget: Ints

    def shares(self, chosen: Bools) -> Ints:
        """Return ceil(1000 x load / budget) of each of the workers that count, with some arcs."""
        load = self.start.copy()
        np.add.at(load, self.worker[chosen], self.load[chosen])
        shares: Ints = -(-THOUSAND * load[self.mine] // np.maximum(1, self.budget[self.mine]))
        return shares

    def room(self, level: int) -> Ints:
        """Return the load each of the workers may be given and stay within a level; below 0 for none."""
        room: Ints = level * np.maximum(1, self.budget) // THOUSAND - self.start
        return room[self.mine]


@dataclass(frozen=True)
class Slots:
    """Levels from the top, how many workers may fill each, and up to where everybody may go."""

    levels: tuple[tuple[int, int], ...]  # (thousandths, how many)
    base: int = -1  # below every burden: a slot for everybody is asked for

    @staticmethod
    def of(sorted_shares: Sequence[int], base: int = -1) -> "Slots":
        """Return a slot for each of some shares, and the base for the rest."""
        values, counts = np.unique(np.array(sorted_shares, dtype=np.int64), return_counts=True)
        levels = zip(values[::-1].tolist(), counts[::-1].tolist(), strict=True)
        return Slots(tuple(levels), base)

    def open_to(self, floors: Ints) -> list[list[int]]:
        """Return the slots that each worker may fill, by place, from their least burdens.

        Where those who cannot be lower need all the slots from the top down to some level, nobody else
        may fill one of these.
        """
        below = [*(level for level, _ in self.levels), self.base][1:]
        needed = [int((floors > level).sum()) for level in below]
        there = np.cumsum([count for _, count in self.levels]).tolist()
        taken = [place for place, (n, t) in enumerate(zip(needed, there, strict=True)) if n >= t]
        found = []
        for floor in floors.tolist():
            closed = max((place + 1 for place in taken if floor <= below[place]), default=0)
            found.append(
                [p for p, (level, _) in enumerate(self.levels) if p >= closed and level >= floor]
            )
        return found


def with_slots(matrix: Matrix, kept: Ints, burdens: Burdens, slots: Slots) -> Matrix:
    """Return a matrix over kept arcs in which sorted burdens are nowhere above the slots.

    After the arcs it has a column for each slot that a worker may fill; these are whole too.
    """
    return _Rows(matrix, kept, burdens, slots).matrix()


def may_be_given(burdens: Burdens, slots: Slots) -> Bools:
    """Return which arcs the base, or some slot open to their worker, has room for."""
    fits = np.ones(len(burdens.load), dtype=bool)
    open_to = slots.open_to(burdens.shares(np.zeros(len(burdens.load), dtype=bool)))
    base = burdens.room(slots.base)
    rooms = [burdens.room(level) for level, _ in slots.levels]
    for place, worker in enumerate(burdens.mine.tolist()):
        most = max([int(base[place]), *(int(rooms[slot][place]) for slot in open_to[place])])
        mine = burdens.worker == worker
        fits[mine] = burdens.load[mine] <= most
    return fits


class _Rows:
    """The rows and columns of slots while they are put together.

    A column says of a worker and an open slot that the worker fills that slot or a higher one: whoever
    fills one fills all below. So a count of those who fill a slot or a higher one is a sum of columns.
    """

    def __init__(self, matrix: Matrix, kept: Ints, burdens: Burdens, slots: Slots) -> None:
        self._before = matrix
        self._columns = matrix.arcs
        self._row: list[int] = []
        self._column: list[int] = []
        self._value: list[float] = []
        self._lower: list[float] = []
        self._upper: list[float] = []
        open_to = slots.open_to(burdens.shares(np.zeros(len(burdens.load), dtype=bool)))
        base = burdens.room(slots.base).tolist()
        rooms = [burdens.room(level) for level, _ in slots.levels]
        there = np.cumsum([count for _, count in slots.levels]).tolist()
        filling: list[list[int]] = [[] for _ in slots.levels]
        for place, mine in enumerate(burdens.mine.tolist()):
            arcs = np.flatnonzero((burdens.worker[kept] == mine) & (burdens.load[kept] > 0))
            loads = dict(zip(arcs.tolist(), burdens.load[kept[arcs]].tolist(), strict=True))
            room = [int(rooms[slot][place]) for slot in open_to[place]]
            filled = self._worker(loads, room, base[place])
            for level, column in _at_or_above(open_to[place], filled, len(filling)):
                filling[level].append(column)
        for count, columns in zip(there, filling, strict=True):
            if len(columns) > count:
                self._add(dict.fromkeys(columns, 1), -np.inf, count)

    def _worker(self, loads: dict[int, int], room: list[int], base: int) -> list[int]:
        """Add one worker's columns, for open slots of some room from the top, and return them."""
        filled = list(range(self._columns, self._columns + len(room)))
        self._columns += len(room)
        within = max(0, base)
        steps = [more - less for more, less in pairwise([*room, within])]
        if sum(loads.values()) > within:
            fill = {column: -step for column, step in zip(filled, steps, strict=True)}
            self._add({**loads, **fill}, -np.inf, within)
        for arc, load in loads.items():
            needed = [column for column, has in zip(filled, room, strict=True) if has >= load]
            if load > within and needed:
                self._add({arc: 1, needed[-1]: -1}, -np.inf, 0)
        for higher, lower in pairwise(filled):
            self._add({higher: 1, lower: -1}, -np.inf, 0)
        if base < 0:
            self._add(dict.fromkeys(filled[-1:], 1), 1, 1)  # of none: no plan
        return filled

    def _add(self, entries: dict[int, int], lower: float, upper: float) -> None:
        self._row.extend([len(self._lower)] * len(entries))
        self._column.extend(entries)
        self._value.extend(map(float, entries.values()))
        self._lower.append(lower)
        self._upper.append(upper)

    def matrix(self) -> Matrix:
        """Return the matrix with the slots' columns after its arcs."""
        before = self._before
        rows, columns = before.rows.shape
        arcs = before.arcs
        new = self._columns - arcs
        there = sparse.hstack(
            [before.rows[:, :arcs], sparse.csr_array((rows, new)), before.rows[:, arcs:]]
        )
        shape = (len(self._lower), columns + new)
        more = sparse.coo_array((self._value, (self._row, self._column)), shape=shape)
        return Matrix(
            cost=np.concatenate([before.cost[:arcs], np.zeros(new), before.cost[arcs:]]),
            rows=sparse.csr_array(sparse.vstack([there, more])),
            lower=np.concatenate([before.lower, self._lower]),
            upper=np.concatenate([before.upper, self._upper]),
            arcs=arcs + new,
        )


def _at_or_above(slots: list[int], filled: list[int], levels: int) -> Iterator[tuple[int, int]]:
    """Yield each level with the column of its worker's lowest open slot at it or above, if any."""
    last = None
    by_slot = dict(zip(slots, filled, strict=True))
    for level in range(levels):
        last = by_slot.get(level, last)
        if last is not None:
            yield level, last
