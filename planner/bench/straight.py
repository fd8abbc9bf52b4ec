"""The program of a benchmark: every item must be taken by one worker."""

import numpy as np
from scipy import sparse

from planner.problem.arrays import Ints
from planner.program import Program
from planner.program.build import outranking
from planner.program.parts import ArcCurve, ArcLocal

UNIT = 10_000  # cost points for one unit of a benchmark's cost: engines look for less than a unit

Rows = tuple[sparse.csr_array, Ints, Ints]  # rows over arcs, and their lower and upper sides


def straight(  # noqa: PLR0913  # each by name
    *,
    item: Ints,
    worker: Ints,
    shape: tuple[int, int],
    cost: Ints,
    local: ArcLocal,
    curves: tuple[ArcCurve, ...] = (),
    more: Rows | None = None,
) -> Program:
    """Return the program with an arc for each (item, worker); `shape` counts items and workers.

    One link an item says that just one arc takes it; `more` are further links. Nothing may be left,
    so what is left weighs nothing.
    """
    items, workers = shape
    arcs = len(item)
    takes = sparse.coo_array((np.ones(arcs, np.int64), (item, np.arange(arcs))), shape=(items, arcs))
    one = np.ones(items, dtype=np.int64)
    links, lower, upper = sparse.csr_array(takes), one, one
    if more is not None:
        links = sparse.csr_array(sparse.vstack([links, more[0]]))
        lower, upper = np.append(lower, more[1]), np.append(upper, more[2])
    names = ("taken",) * items + ("enough",) * (len(lower) - items)
    return Program(
        items=tuple((place,) for place in range(items)),
        bundles=0,
        item=item,
        case=item,
        role=np.zeros(arcs, dtype=np.int64),
        worker=worker,
        stays=np.zeros(arcs, dtype=bool),
        cost=cost,
        left_weight=np.zeros(items, dtype=np.int64),
        local=local,
        link_rules=names,
        links=links,
        lower=lower,
        upper=upper,
        curves=curves,
        workers=workers,
        step=outranking(cost, curves, items),
    )
