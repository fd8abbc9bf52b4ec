"""The linear relaxation of a program, tightened until it tells the truth where it is used.

Of the rows of locals (a worker's weeks) only those are there that can matter; tangents of curves are
many and mostly idle, so they are added only where a solution breaks them. A worker's curve costs at
least the sum of what each arc would cost alone, because convex costs only grow together: that sum
stands in the objective, and one excess variable per worker and curve carries the rest. The relaxation
is then nearly as tight as knowing the cost of every set of arcs.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from planner.problem.arrays import Bools, Ints
from planner.program import Program

Floats = npt.NDArray[np.float64]
SCALE = 1e4  # cost points in one unit of the engines' objective
_TOLERANCE = 1e-6
_TIGHTEST = 4  # rows of a worker in a rough relaxation


@dataclass(frozen=True)
class Matrix:
    """A relaxation over some arcs: minimise cost . v with lower <= rows v <= upper; v >= 0.

    v holds the arcs (0 to 1) and then one excess for each curve and worker.
    """

    cost: Floats
    rows: sparse.csr_array
    lower: Floats
    upper: Floats
    arcs: int
    most: float = 1.0  # of an arc; no limit where rows already say so, to keep duals whole


class Relaxation:
    """The rows found necessary so far, for coverage alone or for the rest at a coverage kept."""

    def __init__(
        self, program: Program, least_covered: int | None = None, *, rough: bool = False
    ) -> None:
        """Start with the links.

        Without `least_covered` the objective is what the arcs do not cover; with it, the cost of all
        other goals while at least so much is covered. `rough`: with each worker's tightest rows alone,
        for prices to begin with and for no proof.
        """
        self.program = program
        self.least_covered = least_covered
        self.curves = () if least_covered is None else program.curves
        workers = program.worker
        zero = np.zeros(program.arcs, dtype=np.int64)
        self.alone = [
            np.rint(curve.cost(workers, curve.load) - curve.cost(workers, zero)) for curve in self.curves
        ]
        self._local_rows = tightest_rows(program) if rough else needed_rows(program)
        self._tangents: dict[tuple[int, int, float], float] = {}

    def objective(self) -> Floats:
        """Return the scaled cost of each arc alone."""
        if self.least_covered is None:
            return -self.program.covers.astype(np.float64)
        cost = self.program.cost.astype(np.float64)
        for alone in self.alone:
            cost += alone
        return cost / SCALE

    def matrix(self, keep: Ints) -> Matrix:
        """Return the relaxation over the arcs kept."""
        program, arcs = self.program, len(keep)
        excesses = len(self.curves) * program.workers
        parts = [sparse.hstack([program.links[:, keep], _empty(len(program.lower), excesses)])]
        lower = [program.lower.astype(np.float64)]
        upper = [program.upper.astype(np.float64)]
        if self.least_covered is not None:
            row = sparse.csr_array(program.covers[keep][None, :])
            parts.append(sparse.hstack([row, _empty(1, excesses)]))
            lower.append(np.array([float(self.least_covered)]))
            upper.append(np.array([np.inf]))
        of_worker = _by_worker(program.worker[keep], program.workers)
        entries = _Entries()
        local = program.local
        for worker, column in self._local_rows:
            mine = of_worker[worker]
            use = local.use[local.row[keep[mine]], column]
            entries.add(mine, use, -np.inf, float(local.room[worker, column]))
        for (index, worker, slope), offset in self._tangents.items():
            mine = of_worker[worker]
            load = self.curves[index].load[keep[mine]]
            excess = arcs + index * program.workers + worker
            beyond = (slope * load - self.alone[index][keep[mine]]) / SCALE
            entries.add(np.append(mine, excess), np.append(beyond, -1.0), -np.inf, -offset / SCALE)
        parts.append(entries.matrix(arcs + excesses))
        return Matrix(
            cost=np.concatenate([self.objective()[keep], np.ones(excesses)]),
            rows=sparse.vstack(parts).tocsr(),
            lower=np.concatenate([*lower, entries.lower]),
            upper=np.concatenate([*upper, entries.upper]),
            arcs=arcs,
        )

    def tighten(self, amount: Floats, excess: Floats) -> bool:
        """Add the tangents a solution breaks; return whether there were any.

        `amount`: of each arc, 0 to 1; `excess`: by curve and worker, in scaled cost.
        """
        program, found = self.program, False
        active = np.flatnonzero(amount > _TOLERANCE)
        workers = program.worker[active]
        everybody = np.arange(program.workers)
        for index, curve in enumerate(self.curves):
            load = np.bincount(
                workers, weights=amount[active] * curve.load[active], minlength=program.workers
            )
            alone = np.bincount(
                workers,
                weights=amount[active] * self.alone[index][active],
                minlength=program.workers,
            )
            slope, offset = curve.tangents(everybody, load)
            mine = excess[index * program.workers : (index + 1) * program.workers]
            short = (slope * load + offset - alone) / SCALE - mine
            for worker in np.flatnonzero(short > _TOLERANCE * 10):
                key_ = (index, int(worker), float(slope[worker]))
                found |= key_ not in self._tangents
                self._tangents[key_] = float(offset[worker])
        return found


def tightest_rows(program: Program) -> list[tuple[int, int]]:
    """Return (worker, column) of the rows that all of a worker's arcs would exceed by most."""
    local = program.local
    used = np.zeros(local.room.shape, dtype=np.int64)
    np.add.at(used, program.worker, local.use[local.row])
    excess = used / np.maximum(local.room, _TOLERANCE)
    tightest = np.argsort(-excess, axis=1, kind="stable")[:, :_TIGHTEST]
    return [
        (worker, int(column))
        for worker, columns in enumerate(tightest)
        for column in columns[used[worker, columns] > local.room[worker, columns]]
    ]


def needed_rows(program: Program) -> list[tuple[int, int]]:
    """Return (worker, column) of the rows that say all that the local says.

    A column is needed only where all of a worker's arcs would exceed its room, and no other column of
    that worker is used at least as much, relative to its room, by each of the arcs.
    """
    needed: list[tuple[int, int]] = []
    local = program.local
    for worker, arcs in enumerate(_by_worker(program.worker, program.workers)):
        use, room = local.use[local.row[arcs]], local.room[worker]
        short = np.flatnonzero(use.sum(axis=0) > room)
        shares = use[:, short] / np.maximum(room[short], _TOLERANCE)
        kept: list[int] = []
        for column in np.argsort(-shares.sum(axis=0), kind="stable").tolist():
            if not any((shares[:, column] <= shares[:, other]).all() for other in kept):
                kept.append(column)
        needed.extend((worker, int(short[column])) for column in kept)
    return needed


class _Entries:
    """Rows of a matrix while they are put together."""

    def __init__(self) -> None:
        self._column: list[Ints] = []
        self._value: list[Floats] = []
        self.lower: list[float] = []
        self.upper: list[float] = []

    def add(self, column: Ints, value: npt.ArrayLike, lower: float, upper: float) -> None:
        self._column.append(column)
        self._value.append(np.asarray(value, dtype=np.float64))
        self.lower.append(lower)
        self.upper.append(upper)

    def matrix(self, columns: int) -> sparse.csr_array:
        row = np.repeat(np.arange(len(self._column)), [len(c) for c in self._column])
        value = np.concatenate([np.zeros(0), *self._value])
        column = np.concatenate([np.zeros(0, dtype=np.int64), *self._column])
        shape = (len(self._column), columns)
        return sparse.coo_array((value, (row, column)), shape=shape).tocsr()


def _empty(rows: int, columns: int) -> sparse.csr_array:
    return sparse.csr_array((rows, columns))


def _by_worker(worker: Ints, workers: int) -> list[Ints]:
    order = np.argsort(worker, kind="stable")
    ends = np.searchsorted(worker[order], np.arange(workers + 1))
    return [order[ends[w] : ends[w + 1]] for w in range(workers)]


def whole(amount: Floats) -> Bools:
    """Return the arcs a whole solution chooses."""
    return amount > 0.5  # noqa: PLR2004
