"""The two engines that solve a relaxation's matrix: HiGHS for lines, HiGHS for whole arcs."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from planner.solve.relaxation import Floats, Matrix

_OPTIMAL, _INFEASIBLE = 0, 2


@dataclass(frozen=True)
class Found:
    """A solution of a matrix, and a proven lower bound, in scaled cost.

    `amount` is None where none was found; `impossible` means proven to have none; `reduced` are the
    reduced costs of the arcs and `dual` the duals of the rows, where lines were solved.
    """

    amount: Floats | None
    excess: Floats | None
    bound: float
    impossible: bool = False
    reduced: Floats | None = None
    dual: Floats | None = None


def solve_lines(matrix: Matrix, seconds: float) -> Found:
    """Solve with arcs between 0 and 1, and return the reduced costs."""
    above, below = np.isfinite(matrix.upper), np.isfinite(matrix.lower)
    columns = matrix.rows.shape[1]
    result = linprog(  # type: ignore[call-overload]  # the stubs know no sparse rows
        matrix.cost,
        A_ub=sparse.vstack([matrix.rows[above], -matrix.rows[below]]),
        b_ub=np.concatenate([matrix.upper[above], -matrix.lower[below]]),
        bounds=np.column_stack(
            [np.zeros(columns), np.where(np.arange(columns) < matrix.arcs, matrix.most, np.inf)]
        ),
        method="highs",
        options={"time_limit": max(0.1, seconds)},
    )
    if result.status != _OPTIMAL:
        return Found(None, None, -np.inf, impossible=result.status == _INFEASIBLE)
    dual = np.zeros(len(matrix.lower))
    sides = result.ineqlin.marginals
    dual[above] += sides[: above.sum()]
    dual[below] -= sides[above.sum() :]
    marginals = result.lower.marginals + result.upper.marginals
    return Found(
        amount=result.x[: matrix.arcs],
        excess=result.x[matrix.arcs :],
        bound=result.fun,
        reduced=marginals[: matrix.arcs],
        dual=dual,
    )


def solve_whole(matrix: Matrix, seconds: float, gap: float) -> Found:
    """Solve with arcs 0 or 1, to a relative gap or until the seconds are over."""
    columns = matrix.rows.shape[1]
    is_arc = np.arange(columns) < matrix.arcs
    result = milp(
        matrix.cost,
        integrality=is_arc.astype(np.int64),
        bounds=Bounds(np.zeros(columns), np.where(is_arc, 1.0, np.inf)),
        constraints=LinearConstraint(matrix.rows, matrix.lower, matrix.upper),
        options={"time_limit": max(0.1, seconds), "mip_rel_gap": gap},
    )
    bound = -np.inf if result.mip_dual_bound is None else result.mip_dual_bound
    if result.x is None:
        return Found(None, None, bound, impossible=result.status == _INFEASIBLE)
    return Found(
        amount=result.x[: matrix.arcs],
        excess=result.x[matrix.arcs :],
        bound=bound,
    )
