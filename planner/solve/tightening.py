"""The arcs' linear relaxation, tightened until no row it needs is broken."""

import numpy as np

from planner.solve.clock import Clock
from planner.solve.engines import Found, solve_lines
from planner.solve.relaxation import Relaxation

_ROUNDS = 60


def tightened(relaxation: Relaxation, clock: Clock) -> Found:
    """Return the lines' solution after every broken row has been added."""
    everything = np.arange(relaxation.program.arcs)
    last = Found(None, None, -np.inf)
    for _ in range(_ROUNDS):
        found = solve_lines(relaxation.matrix(everything), clock.left())
        if found.impossible:
            return found
        if found.amount is None or found.excess is None:
            return last
        last = found
        if clock.left() <= 0 or not relaxation.tighten(found.amount, found.excess):
            return last
    return last
