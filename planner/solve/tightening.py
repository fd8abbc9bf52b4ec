"""The arcs' linear relaxation, tightened until no row it needs is broken."""

import numpy as np

from planner.problem.arrays import Ints
from planner.solve.clock import Clock
from planner.solve.engines import Found, solve_lines
from planner.solve.relaxation import Relaxation

_ROUNDS = 60


def tightened(
    relaxation: Relaxation, clock: Clock, keep: Ints | None = None, method: str = "highs"
) -> Found:
    """Return the lines' solution, over all arcs or some, after every broken row has been added."""
    arcs = relaxation.program.arcs
    kept = np.arange(arcs) if keep is None else keep
    last = Found(None, None, -np.inf)
    for _ in range(_ROUNDS):
        found = solve_lines(relaxation.matrix(kept), clock, method)
        if found.impossible:
            return found
        if found.amount is None or found.excess is None:
            return last
        last = found
        amount = np.zeros(arcs)
        amount[kept] = found.amount
        if clock.left() <= 0 or not relaxation.tighten(amount, found.excess):
            return last
    return last
