"""A plan that keeps as many of some assignments as it can and still covers what can be covered.

Items are given out one by one, first to the workers they had. An item nobody has room for goes to the
front of the next round, so that what it needs is not taken by others first; the best round counts.
"""

from collections.abc import Sequence

import numpy as np

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.solve.clock import Clock
from planner.solve.insertion import Insertion

_ROUNDS = 8


def mended(program: Program, wanted: Ints, clock: Clock) -> Bools:
    """Return a plan of as many of some lead arcs as fit together, the other items given out beside."""
    lead = dict(zip(program.item[wanted].tolist(), wanted.tolist(), strict=True))
    by_weight = np.argsort(-program.left_weight, kind="stable").tolist()
    order = sorted(by_weight, key=lambda item: item not in lead)
    best = _given_out(program, order, lead)
    chosen = best
    for _ in range(_ROUNDS):
        failed = _left(program, chosen)
        if not failed or clock.left() <= 0:
            break
        first = [item for item in order if item in failed]
        order = first + [item for item in order if item not in failed]
        chosen = _given_out(program, order, lead)
        if not program.broken(chosen) and program.total(chosen) < program.total(best):
            best = chosen
    return best


def _given_out(program: Program, order: Sequence[int], lead: dict[int, int]) -> Bools:
    insertion = Insertion(program)
    stays = dict(zip(program.item[program.stays].tolist(), np.flatnonzero(program.stays), strict=True))
    for item in order:
        options = insertion.options(item)
        same = [option for option in options if option.lead == lead.get(item)]
        if same or (options and item not in stays):
            insertion.put((same or options)[0].arcs)
        elif item in stays:
            insertion.put([int(stays[item])])
    return insertion.chosen


def _left(program: Program, chosen: Bools) -> set[int]:
    """Return the items that somebody could lead and nobody does, in whole or in a bundle."""
    arcs = np.flatnonzero(program.item >= 0)
    led = {case for arc in arcs[chosen[arcs]] for case in program.items[program.item[arc]]}
    possible = set(program.item[arcs].tolist())
    weighs = np.flatnonzero(program.left_weight > 0).tolist()
    return {item for item in weighs if item in possible and not led.issuperset(program.items[item])}
