"""The pattern of least reduced cost of one worker who could take too many sets of arcs to list."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from planner.problem.arrays import Ints
from planner.solve.clock import Clock
from planner.solve.engines import solve_whole
from planner.solve.patterns import Pricing
from planner.solve.relaxation import SCALE, Floats, Matrix, whole


@dataclass(frozen=True)
class Effort:
    """How hard to try: the limit, a clock or seconds, and the relative gap to stop at."""

    limit: Clock | float
    gap: float


def least_reduced(
    pricing: Pricing, worker: int, paid: Floats, effort: Effort, must: int | None = None
) -> tuple[Ints, float]:
    """Return the arcs of the worker's best pattern, and a bound on its cost less what is paid.

    With `must`, of the patterns that hold that arc; where there is none, the bound is infinite.

    One excess variable a curve carries what arcs cost together beyond alone; every row and every
    tangent of the one worker is written out.
    """
    program, reduced = pricing.program, pricing.alone - paid
    at_arc = np.arange(program.arcs) == must
    arcs = np.flatnonzero((program.worker == worker) & ((reduced < 0) | at_arc))
    if len(arcs) == 0:
        return arcs, 0.0
    most = int(pricing.most_arcs(arcs)[worker])
    count, curves = len(arcs), len(program.curves)
    use = program.local.use[program.local.row[arcs]]
    rows = [np.column_stack([use.T, np.zeros((use.shape[1], curves))])]
    upper = [program.local.room[worker].astype(np.float64)]
    zero, one = np.zeros(1), np.array([worker])
    for index, curve in enumerate(program.curves):
        load = curve.load[arcs]
        mine = curve.cost(np.full(count, worker), load) - curve.cost(one, zero)
        knots = curve.knots[worker] - curve.start[worker]
        reach = np.sort(load)[-most:].sum()
        inside = knots[(knots > 0) & (knots < reach)]
        for at in [0, *inside.tolist()]:
            slope, offset = curve.tangents(one, np.array([at + 1]))
            excess = np.zeros(curves)
            excess[index] = -1.0
            rows.append(np.concatenate([(slope[0] * load - mine) / SCALE, excess])[None, :])
            upper.append(-offset / SCALE)
    rows.append(np.append(-at_arc[arcs].astype(np.float64), np.zeros(curves))[None, :])
    upper.append(np.array([0.0 if must is None else -1.0]))
    matrix = Matrix(
        cost=np.concatenate([reduced[arcs] / SCALE, np.ones(curves)]),
        rows=sparse.csr_array(np.concatenate(rows)),
        lower=np.full(sum(len(u) for u in upper), -np.inf),
        upper=np.concatenate(upper),
        arcs=count,
    )
    found = solve_whole(matrix, effort.limit, effort.gap)
    chosen = arcs[:0] if found.amount is None else arcs[whole(found.amount)]
    if found.impossible:
        return chosen, np.inf
    return chosen, found.bound * SCALE if must is not None else min(0.0, found.bound * SCALE)
