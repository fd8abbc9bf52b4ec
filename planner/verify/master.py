"""Prices of rows from a linear program over some sets; they prove nothing until counted again."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import linprog

from planner.problem.arrays import Ints
from planner.verify.many import Many
from planner.verify.rows import Rows
from planner.verify.sets import MILLIS, TooManySets

_SCALE = 1e6  # cost points


@dataclass(frozen=True)
class Shares:
    """The value of a linear program, its prices in thousandths, and how much of each set it takes."""

    value: float  # cost points
    of_rows: Ints
    of_workers: Ints
    share: npt.NDArray[np.float64]


def shares(pool: Many, rows: Rows, workers: int) -> Shares:
    """Return the cheapest shares of sets, one a worker at most; what rows lack is paid for dearly.

    Raises
    ------
    TooManySets
        The linear program was given up.
    """
    table, count, same = pool.columns(rows), len(pool.worker), rows.lower == rows.upper
    one_each = sparse.coo_array((np.ones(count), (pool.worker, np.arange(count))), (workers, count))
    dear = 4 * float(np.max(pool.sets.cost, initial=0)) / _SCALE + 1.0
    short = sparse.eye_array(len(rows.lower), format="csr")
    wide = sparse.csr_array(sparse.hstack([table.astype(np.float64), short, -short]))
    beside = sparse.csr_array((workers, 2 * len(same)))
    found = linprog(
        np.concatenate([pool.sets.cost / _SCALE, np.full(2 * len(same), dear)]),
        A_ub=sparse.vstack([wide[~same], -wide[~same], sparse.hstack([one_each, beside])]),
        b_ub=np.concatenate([rows.upper[~same], -rows.lower[~same], np.ones(workers)]),
        A_eq=wide[same] if same.any() else None,
        b_eq=rows.lower[same] if same.any() else None,
        method="highs",
    )
    if found.fun is None:
        raise TooManySets
    loose, price = int((~same).sum()), np.zeros(len(same))
    of_loose = found.ineqlin.marginals
    price[np.flatnonzero(same)] = found.eqlin.marginals if same.any() else 0
    price[np.flatnonzero(~same)] = of_loose[:loose] - of_loose[loose : 2 * loose]
    whole = np.rint(np.append(price, of_loose[2 * loose :]) * _SCALE * MILLIS).astype(np.int64)
    return Shares(
        float(found.fun) * _SCALE, whole[: len(same)], whole[len(same) :], np.asarray(found.x)[:count]
    )
