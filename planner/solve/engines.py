"""The two engines that solve a relaxation's matrix: HiGHS for lines, HiGHS for whole arcs."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from planner.solve.clock import Clock
from planner.solve.relaxation import Floats, Matrix

_OPTIMAL, _INFEASIBLE = 0, 2
_ran: set[str] = set()


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


def has_run() -> bool:
    """Return whether an engine has run in this process; it may have left threads behind."""
    return bool(_ran)


def solve_lines(matrix: Matrix, limit: Clock | float, method: str = "highs") -> Found:
    """Solve with arcs between 0 and 1, by a method of scipy's, and return the reduced costs."""
    clock = Clock.of(limit)
    _ran.add("lines")
    above, below = np.isfinite(matrix.upper), np.isfinite(matrix.lower)
    columns = matrix.rows.shape[1]
    result = linprog(  # type: ignore[call-overload]  # the stubs know no sparse rows
        matrix.cost,
        A_ub=sparse.vstack([matrix.rows[above], -matrix.rows[below]]),
        b_ub=np.concatenate([matrix.upper[above], -matrix.lower[below]]),
        bounds=np.column_stack(
            [np.zeros(columns), np.where(np.arange(columns) < matrix.arcs, matrix.most, np.inf)]
        ),
        method=method,
        options=clock.lines(matrix.rows.nnz),
    )
    clock.lines_done(matrix.rows.nnz, int(result.nit))
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


def solve_whole(matrix: Matrix, limit: Clock | float, gap: float) -> Found:
    """Solve with arcs 0 or 1, to a relative gap or until the limit is reached."""
    clock = Clock.of(limit)
    columns = matrix.rows.shape[1]
    _ran.add("whole")
    is_arc = np.arange(columns) < matrix.arcs
    result = milp(
        matrix.cost,
        integrality=is_arc.astype(np.int64),
        bounds=Bounds(np.zeros(columns), np.where(is_arc, 1.0, np.inf)),
        constraints=LinearConstraint(matrix.rows, matrix.lower, matrix.upper),
        options={**clock.whole(matrix.rows.nnz), "mip_rel_gap": gap},  # type: ignore[arg-type]
    )
    clock.whole_done(matrix.rows.nnz, int(result.mip_node_count or 0))
    bound = -np.inf if result.mip_dual_bound is None else result.mip_dual_bound
    if result.x is None:
        return Found(None, None, bound, impossible=result.status == _INFEASIBLE)
    return Found(
        amount=result.x[: matrix.arcs],
        excess=result.x[matrix.arcs :],
        bound=bound,
    )
