"""The cheapest plan by patterns: column generation with its proof.

The master chooses at most one pattern a worker so that every link holds and the coverage is kept. Its
linear relaxation over all patterns, z, is a bound; patterns are priced until none of negative reduced
cost is left. With a plan of cost v at hand, a pattern of reduced cost above v - z can be part of no
better plan: so the master in whole numbers over all patterns up to v - z ends the search with a proof.
"""

from collections.abc import Callable

import numpy as np

from planner.problem.arrays import Bools
from planner.program import Program
from planner.program.certificate import Prices
from planner.solve.clock import Clock
from planner.solve.engines import solve_whole
from planner.solve.generation import Known, lines_at
from planner.solve.insertion import Insertion
from planner.solve.master import Lines, Master
from planner.solve.patterns import Patterns, Wanted
from planner.solve.prices import prices_of_rest
from planner.solve.relaxation import SCALE, whole

_MOST_COLUMNS = 100_000  # in a whole master, where there are enough seconds for it
_ENOUGH_SECONDS = 10.0
_MOST_A_ROW = 100  # columns: an engine compares many of the same few rows with each other for minutes
_LAST_SECONDS = 0.5  # in which nothing more is begun
_SHARE_OF_LINES = 0.75  # of the time
_RELATIVE = 1e-7  # gap to which the engine solves
_ROUGH = 1e-3  # gap of a first attempt
_CLOSE = 1e-6  # of the cost: what counts as nothing
_SURE = 0.999  # share of a pattern in the relaxation
_NEAR = 4_000  # columns in the first attempt at a whole plan
_SHARES_LISTED = (0.1, 1.0)  # of the gap, up to which patterns are listed for the proof


def close(value: float, bound: float) -> bool:
    """Whether a bound on the rest is as good as the value it bounds."""
    return value - bound <= _CLOSE * abs(value)


def cheapest(
    program: Program,
    known: Known,
    clock: Clock,
    told: Callable[[Prices], None] | None = None,
    found: Callable[[Bools], None] | None = None,
) -> tuple[Bools, float] | None:
    """Return the best plan found at some coverage, and a bound on the rest of all that cover so much.

    None where patterns do not fit the program. `told` hears the prices that prove the bound, `found`
    each better plan. Where the plan known leaves more than is to be left, the one returned may too.
    """
    covered, chosen = known.covered(program), known.plan
    master, lines = lines_at(program, covered, known, clock.part(_SHARE_OF_LINES), close)
    if lines is None:
        return None
    if told is not None and np.isfinite(lines.value):
        told(prices_of_rest(master, lines))
    hear = found or _ignore
    pricing = master.pricing
    hear(chosen := _rounded(program, lines, chosen))
    near = master.nearest(lines, _NEAR).and_also(pricing.of_plan(chosen))
    chosen, _ = _better(master, _beside_the_sure(program, lines, near), chosen, clock, _ROUGH)
    hear(chosen)
    if _lacks(master, chosen) or not close(program.rest(chosen), lines.value):
        chosen, _ = _better(master, near, chosen, clock.part(0.7), _RELATIVE)
        hear(chosen)
    if _lacks(master, chosen):
        return chosen, max(0.0, lines.value)
    for share in _SHARES_LISTED:
        gap = program.rest(chosen) - max(0.0, lines.value)
        if close(program.rest(chosen), lines.value) or clock.left() <= _LAST_SECONDS:
            break
        few = int(_MOST_COLUMNS * min(1.0, clock.left() / _ENOUGH_SECONDS))
        few = min(few, _MOST_A_ROW * (len(program.lower) + program.workers))
        asked = Wanted(share * gap + 1.0, lines.short, total=few)
        wanted, crowded = pricing.below(lines.paid, lines.worker_paid, asked, clock)
        if len(wanted) > few:
            break
        near = wanted.and_also(near.only(np.isin(near.worker, crowded)))
        near = near.and_also(pricing.of_plan(chosen))
        chosen, bound = _better(master, near, chosen, clock, _RELATIVE)
        hear(chosen)
        if len(crowded) == 0:
            proven = min(bound, lines.value + share * gap)
            if proven >= program.rest(chosen) * (1 - _CLOSE):
                return chosen, proven
    return chosen, max(0.0, lines.value)


def _ignore(chosen: Bools) -> None:
    """Hear of a plan and do nothing."""


def _lacks(master: Master, chosen: Bools) -> bool:
    """Whether a plan covers less than is asked for."""
    return master.program.weight - master.program.left(chosen) < master.least_covered


def _rounded(program: Program, lines: Lines, chosen: Bools) -> Bools:
    """Return the better of a plan and the relaxation made whole, greatest shares first."""
    insertion = Insertion(program)
    taken: set[int] = set()
    workers: set[int] = set()
    for place in np.argsort(-lines.share, kind="stable").tolist():
        row, worker = lines.used.arcs[place], int(lines.used.worker[place])
        arcs = row[row >= 0].tolist()
        items = {int(program.item[arc]) for arc in arcs} - {-1}
        if worker not in workers and not taken & items and insertion.links.hold_with(arcs):
            insertion.put(arcs)
            taken |= items
            workers.add(worker)
    for arc in np.flatnonzero(program.stays).tolist():
        if int(program.item[arc]) not in taken:
            insertion.put([arc])
            taken.add(int(program.item[arc]))
    for item in np.argsort(-program.left_weight, kind="stable").tolist():
        options = [] if item in taken else insertion.options(item)
        if options:
            insertion.put(options[0].arcs)
    whole_plan = insertion.chosen
    if program.broken(whole_plan) or program.total(whole_plan) >= program.total(chosen):
        return chosen
    return whole_plan


def _beside_the_sure(program: Program, lines: Lines, columns: Patterns) -> Patterns:
    """Return the patterns the relaxation is sure of, and those that touch none of their items."""
    sure = lines.used.only(lines.share > _SURE)
    arcs = sure.arcs[sure.arcs >= 0]
    settled = np.isin(program.item, program.item[arcs[program.item[arcs] >= 0]]) & (program.item >= 0)
    touches = np.where(columns.arcs >= 0, settled[columns.arcs], False).any(axis=1)
    free = ~touches & ~np.isin(columns.worker, sure.worker)
    return sure.and_also(columns.only(np.flatnonzero(free)))


def _better(
    master: Master, columns: Patterns, chosen: Bools, clock: Clock, gap: float
) -> tuple[Bools, float]:
    """Return the better of a plan and the best over some patterns, and the bound over them."""
    program = master.program
    if len(columns) == 0:  # only the plan without anything is left to choose
        return chosen, 0.0
    found = solve_whole(master.matrix(columns), clock, gap)
    if found.amount is not None:
        other = master.plan(columns, whole(found.amount))
        if not program.broken(other) and program.total(other) < program.total(chosen):
            chosen = other
    return chosen, np.inf if found.impossible else found.bound * SCALE
