"""The core of a program: its arcs of small reduced cost, solved in whole arcs by HiGHS.

The lines say that a plan costs at least z. A plan with an arc of reduced cost e costs at least z + e.
So the program is solved over the arcs up to some e: a bound over those, or z + e where that is less,
is a bound over all. Where e reaches the gap to the best plan, nothing better was left out.
"""

import numpy as np

from planner.problem.arrays import Ints
from planner.solve.clock import Clock
from planner.solve.engines import Found, solve_whole
from planner.solve.race import Race
from planner.solve.relaxation import SCALE, Relaxation

_ARCS_FIRST = 5  # of an item
_ARCS_AT_ONCE = 1_000  # no fewer than these, however few items
_MORE_ARCS = 2  # times
_FIRST_SLICE = 3.0  # seconds; then one slice has all that is left: the engine learns nothing across
_RELATIVE = 1e-7  # gap to which the engine solves
_ROUNDS = 60


def search_core(race: Race, relaxation: Relaxation, lines: Found, clock: Clock) -> None:
    """Offer the best plans over wider and wider cores, and raise the bound, within a clock."""
    if lines.reduced is None:
        return
    slice_, arcs = min(_FIRST_SLICE, clock.left()), _ARCS_FIRST
    order = np.sort(lines.reduced)
    while race.running and clock.left() > 0:
        place = min(len(order), max(_ARCS_AT_ONCE, arcs * len(race.program.items))) - 1
        wide = min(float(order[place]), race.width / SCALE)
        keep = np.flatnonzero(lines.reduced <= wide + 1e-9)
        bound, settled = _solve(race, relaxation, keep, clock.at_most(slice_))
        everything = len(keep) == race.program.arcs or wide >= race.width / SCALE
        race.raise_bound(SCALE * (bound if everything else min(bound, lines.bound + wide)))
        if settled and everything:
            return
        if settled:
            arcs *= _MORE_ARCS
        slice_ = clock.left()


def _solve(race: Race, relaxation: Relaxation, keep: Ints, clock: Clock) -> tuple[float, bool]:
    """Return a bound over some arcs, and whether nothing cheaper than the best plan is there."""
    bound = -np.inf
    for _ in range(_ROUNDS):
        found = solve_whole(relaxation.matrix(keep), clock, _RELATIVE)
        if found.impossible:
            return np.inf, True
        bound = max(bound, found.bound)
        if found.amount is None or found.excess is None:
            return bound, False
        amount = np.zeros(race.program.arcs)
        amount[keep] = np.round(found.amount)
        race.offer(amount > 0)
        if clock.left() <= 0:
            return bound, False
        if not relaxation.tighten(amount, found.excess):
            break
    return bound, clock.left() > 0
