"""Which levels of burden an office's workers may fill, as rows beside the relaxation's own.

A burden is a load as a share of a budget, in thousandths rounded up. A slot is a level that only so
many workers may fill: whoever has one carries up to that level, everybody else up to a base. Sorted
burdens are nowhere above sorted slots just where workers can be put into slots so that each carries no
more than the own slot allows; so these rows say exactly what a sorted list of burdens demands.
"""

from collections.abc import Sequence
from dataclasses import dataclass

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
    """The rows and columns of slots while they are put together."""

    def __init__(self, matrix: Matrix, kept: Ints, burdens: Burdens, slots: Slots) -> None:
        self._before = matrix
        nothing = np.zeros(len(burdens.load), dtype=bool)
        open_to = slots.open_to(burdens.shares(nothing))
        self.owner = [place for place, mine in enumerate(open_to) for _ in mine]
        self.level = [level for mine in open_to for level in mine]
        self._row: list[int] = []
        self._column: list[int] = []
        self._value: list[float] = []
        self._lower: list[float] = []
        self._upper: list[float] = []
        base = burdens.room(slots.base)
        rooms = [burdens.room(level) for level, _ in slots.levels]
        worker, load, first = burdens.worker[kept], burdens.load[kept], matrix.arcs
        for place, mine in enumerate(burdens.mine.tolist()):
            arcs = np.flatnonzero(worker == mine)
            own = {first + at: rooms[self.level[at]][place] for at in self._of(place)}
            within = int(base[place]) if base[place] >= 0 else 0
            loaded = arcs[load[arcs] > 0]
            if len(loaded) and load[loaded].sum() > within:
                fill = {column: within - int(room) for column, room in own.items()}
                self._add({**dict(zip(loaded, load[loaded], strict=True)), **fill}, -np.inf, within)
            for arc in loaded[load[loaded] > within].tolist():
                enough = {column: -1 for column, room in own.items() if room >= load[arc]}
                self._add({arc: 1, **enough}, -np.inf, 0)
            if own:
                self._add(dict.fromkeys(own, 1), 1 if base[place] < 0 else 0, 1)
            elif base[place] < 0:
                self._add({}, 1, 1)  # nobody may be so low: no plan
        for level, (_, count) in enumerate(slots.levels):
            filling = [first + at for at, mine in enumerate(self.level) if mine == level]
            if len(filling) > count:
                self._add(dict.fromkeys(filling, 1), -np.inf, count)

    def _of(self, place: int) -> list[int]:
        return [at for at, owner in enumerate(self.owner) if owner == place]

    def _add(self, entries: dict[int, int], lower: float, upper: float) -> None:
        self._row.extend([len(self._lower)] * len(entries))
        self._column.extend(entries)
        self._value.extend(map(float, entries.values()))
        self._lower.append(lower)
        self._upper.append(upper)

    def matrix(self) -> Matrix:
        """Return the matrix with the slots' columns after its arcs."""
        before, new = self._before, len(self.owner)
        rows, columns = before.rows.shape
        arcs = before.arcs
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
