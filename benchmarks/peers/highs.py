"""HiGHS on the straight model: every arc and every row written out as one mixed integer program.

A curve is written as a load in segments, each with the slope of its own: as slopes rise, the cheap ones
fill first. Costs of many sizes in one sum are beyond what floating numbers hold apart, so coverage is
solved first, in half of the seconds at most, and then the rest at that coverage.
"""

from dataclasses import dataclass
from time import monotonic

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.program.parts import ArcCurve

_COVERAGE = 0.5  # of the seconds, at most
_SCALE = 1000.0  # cost points as one of HiGHS's
_LEAST = 0.1
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Straight:
    """Rows over arcs and then segments: `lower` <= rows x columns <= `upper`, columns up to `most`."""

    rows: sparse.csr_array
    lower: _Floats
    upper: _Floats
    most: _Floats
    cost: _Floats
    arcs: int


def by_highs(program: Program, seconds: float) -> Bools | None:
    """Return the arcs that HiGHS chose in so many seconds; writing its model out comes on top."""
    model = written(program)
    begin = monotonic()
    covers = np.zeros(len(model.cost))
    covers[: program.arcs] = program.covers
    if not covers.any():
        return _solved(model, model.cost, seconds)
    first = _solved(model, -covers, seconds * _COVERAGE)
    if first is None:
        return None
    least = program.covers[first].sum()
    at_least = Straight(
        sparse.csr_array(sparse.vstack([model.rows, sparse.csr_array(covers[None, :])])),
        np.append(model.lower, least),
        np.append(model.upper, np.inf),
        model.most,
        model.cost,
        model.arcs,
    )
    second = _solved(at_least, model.cost, seconds - (monotonic() - begin))
    known = [plan for plan in (first, second) if plan is not None]
    return min(known, key=program.total)


def _solved(model: Straight, cost: _Floats, seconds: float) -> Bools | None:
    arcs = np.arange(len(cost)) < model.arcs
    result = milp(
        cost,
        integrality=arcs.astype(np.int64),
        bounds=Bounds(np.zeros(len(cost)), model.most),
        constraints=LinearConstraint(model.rows, model.lower, model.upper),
        options={"time_limit": max(_LEAST, seconds), "mip_rel_gap": 0.0},
    )
    return None if result.x is None else np.round(result.x[: model.arcs]) > 0


def written(program: Program) -> Straight:
    """Return the model: links, the rooms that arcs can exceed, and a row a worker and curve."""
    blocks = [sparse.csr_array(program.links, dtype=np.float64), _rooms(program)]
    lower = [program.lower, np.full(blocks[1].shape[0], -np.inf)]
    upper = [program.upper, _limits(program)]
    widths, slopes, wholes = [], [], []
    for curve in program.curves:
        load, width, slope, owner = _segments(program, curve)
        wholes.append((load, owner))
        widths.append(width)
        slopes.append(slope)
    count = [len(width) for width in widths]
    for place, (load, owner) in enumerate(wholes):
        parts = [sparse.csr_array((program.workers, each)) for each in count]
        ones = np.ones(count[place])
        parts[place] = -sparse.csr_array(
            (ones, (owner, np.arange(count[place]))), shape=(program.workers, count[place])
        )
        blocks.append(sparse.hstack([load, *parts]).tocsr())
        lower.append(np.full(program.workers, -np.inf))
        upper.append(np.zeros(program.workers))
    wide = program.arcs + sum(count)
    rows = [sparse.csr_array((b.data, b.indices, b.indptr), shape=(b.shape[0], wide)) for b in blocks]
    return Straight(
        sparse.csr_array(sparse.vstack(rows)),
        np.concatenate(lower).astype(np.float64),
        np.concatenate(upper).astype(np.float64),
        np.concatenate([np.ones(program.arcs), *widths]),
        np.concatenate([program.cost, *slopes]) / _SCALE,
        program.arcs,
    )


def _cells(program: Program) -> tuple[Ints, Ints]:
    """Return (worker, column) of each room that a worker's arcs together can exceed."""
    local = program.local
    most = np.zeros_like(local.room)
    np.add.at(most, program.worker, local.use[local.row])
    workers, columns = np.nonzero(most > local.room)
    return workers, columns


def _rooms(program: Program) -> sparse.csr_array:
    workers, columns = _cells(program)
    place = np.full(program.local.room.shape, -1)
    place[workers, columns] = np.arange(len(workers))
    use = program.local.use[program.local.row]
    arc, column = np.nonzero((use != 0) & (place[program.worker] >= 0))
    entries = (use[arc, column].astype(np.float64), (place[program.worker[arc], column], arc))
    return sparse.csr_array(sparse.coo_array(entries, shape=(len(workers), program.arcs)))


def _limits(program: Program) -> Ints:
    room: Ints = program.local.room[_cells(program)]
    return room


def _segments(program: Program, curve: ArcCurve) -> tuple[sparse.csr_array, _Floats, _Floats, Ints]:
    """Return a curve's load by (worker, arc), and width, slope and worker of each of its segments."""
    most = np.bincount(program.worker, weights=curve.load, minlength=program.workers)
    widths, slopes, owners = [], [], []
    for worker in np.flatnonzero(most > 0).tolist():
        knots = curve.knots[worker] - curve.start[worker]
        inside = np.flatnonzero((knots > 0) & (knots < most[worker]))
        ends = np.concatenate([[0], knots[inside], [most[worker]]])
        first = int((knots <= 0).sum())
        widths.append(np.diff(ends))
        slopes.append(curve.slopes[worker, first : first + len(inside) + 1])
        owners.append(np.full(len(inside) + 1, worker))
    nothing = np.zeros(0, dtype=np.int64)
    entries = (curve.load.astype(np.float64), (program.worker, np.arange(program.arcs)))
    load = sparse.csr_array(sparse.coo_array(entries, shape=(program.workers, program.arcs)))
    return (
        load,
        np.concatenate([nothing, *widths]).astype(np.float64),
        np.concatenate([nothing, *slopes]).astype(np.float64),
        np.concatenate([nothing, *owners]),
    )
