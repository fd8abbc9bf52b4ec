"""How little a plan can leave, by patterns: a plan that leaves least, and a bound on the weight left.

The covered weight is a whole number and patterns bound it tightly, so the bound, rounded up, is met by
a plan over the patterns found more often than not.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from planner.problem.arrays import Bools
from planner.program import Program
from planner.program.certificate import COVERING, Prices
from planner.solve.clock import Clock
from planner.solve.engines import solve_whole
from planner.solve.generation import Known, lines_at
from planner.solve.master import Master
from planner.solve.patterns import Patterns, Wanted
from planner.solve.prices import prices_of_left
from planner.solve.relaxation import SCALE, whole

_UNIT = COVERING  # cost points of one weight covered, so that the engines count in weights
_NOISE = 1e-3  # weights
_SHARE_OF_LINES = 0.6  # of the time
_MOST_COLUMNS = 20_000  # in a whole master


def least_left(
    program: Program,
    chosen: Bools,
    clock: Clock,
    told: Callable[[Prices], None] | None = None,
) -> tuple[Bools, int]:
    """Return the better of a plan and one that leaves less weight, and a bound on the weight left.

    `told` hears the prices that prove the bound.
    """
    covering = replace(program, cost=-program.covers * _UNIT, curves=())
    master, lines = lines_at(covering, 0, Known(chosen), clock.part(_SHARE_OF_LINES), _same_whole)
    if lines is None or not np.isfinite(lines.value):
        return chosen, 0
    bound = max(0, program.weight + _up(lines.value))
    if told is not None:
        told(prices_of_left(program, master, lines))
    if program.left(chosen) > bound:
        chosen, _ = _better(program, master, master.columns, chosen, clock)
    if program.left(chosen) > bound:
        better = (program.left(chosen) - 1 - program.weight) * _UNIT  # what leaving less costs at most
        wanted = Wanted(better - lines.value, lines.short, total=_MOST_COLUMNS)
        listed, crowded = master.pricing.below(lines.paid, lines.worker_paid, wanted, clock)
        if len(listed) <= _MOST_COLUMNS:
            columns = listed.and_also(master.pricing.of_plan(chosen))
            chosen, proven = _better(program, master, columns, chosen, clock)
            bound = bound if len(crowded) else max(bound, proven)
    return chosen, bound


def _better(
    program: Program, master: Master, columns: Patterns, chosen: Bools, clock: Clock
) -> tuple[Bools, int]:
    """Return the better of a plan and the best over some patterns, and the least weight these leave."""
    found = solve_whole(master.matrix(columns), clock, 0.0)
    if found.amount is not None:
        other = master.plan(columns, whole(found.amount))
        if not program.broken(other) and program.total(other) < program.total(chosen):
            chosen = other
    return chosen, program.weight + _up(found.bound * SCALE) if np.isfinite(found.bound) else 0


def _same_whole(value: float, bound: float) -> bool:
    """Whether a bound, rounded up to whole weights, is where the value itself would be."""
    return bool(np.isfinite(bound)) and _up(bound) >= _up(value)


def _up(cost: float) -> int:
    return int(np.ceil(cost / _UNIT - _NOISE))
