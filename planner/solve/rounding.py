"""A first plan from the lines: what they give whole is kept, the rest is decided in whole arcs."""

import numpy as np

from planner.problem.arrays import Bools
from planner.program import Program
from planner.solve.clock import Clock
from planner.solve.drawn import arcs_of
from planner.solve.neighbourhoods import Effort, improved
from planner.solve.relaxation import Floats

_WHOLE = 1 - 1e-6
_FREE_FIRST = 60  # items
_MORE = 2  # times as many, where that does not go
_WORK = 1.0  # CP-SAT's deterministic seconds, more from attempt to attempt
_SHARE = 0.5  # of the time left, at most


def rounded(program: Program, amount: Floats, reduced: Floats, clock: Clock) -> Bools | None:
    """Return a plan that keeps most of what the lines give whole, or None where none was found.

    Open for a decision are the items that the lines divide, with their helpers, then those whose next
    best arc is nearest: more and more of them, until there is a plan.
    """
    within = clock.part(_SHARE)
    whole = amount > _WHOLE
    leads = np.flatnonzero(program.item >= 0)
    settled = np.zeros(len(program.items), dtype=bool)
    settled[program.item[leads[whole[leads]]]] = True
    next_best = np.full(len(program.items), np.inf)
    other = leads[~whole[leads]]
    np.minimum.at(next_best, program.item[other], reduced[other])
    order = np.lexsort((next_best, settled))
    count, work = min(_FREE_FIRST, len(order)), _WORK
    while within.left() > 0:
        free = arcs_of(program, order[:count]) | (~whole & (program.item < 0))
        effort = Effort(work, within, seed=0)
        found = improved(program, whole, np.flatnonzero(free), effort)
        if found is not None and not program.broken(found):
            return found
        if count == len(order):
            return None
        count, work = min(_MORE * count, len(order)), work * _MORE
    return None
