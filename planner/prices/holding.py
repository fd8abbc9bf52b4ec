"""Which cases to leave for later, though there is room: those whose room is worth more to others."""

import numpy as np

from planner.domain import Role
from planner.prices.goal import Lookahead
from planner.prices.numbers import Numbers
from planner.problem import Problem
from planner.program import Program


def held_back(program: Program, problem: Problem, look: Lookahead, numbers: Numbers) -> Program:
    """Return a program without the ways to give a case whose price is above a part of its worth.

    worth = weight of its urgency x `sts_points_per_weight`; the part is `held_above`. A case that must
    be given is never held back. `plan` and `suggest` do not do this: they leave no case where there is
    room, because that is for people to say.
    """
    price = look.costs(problem, Role.LEAD)
    must = np.array([case.must_assign for case in problem.cases], dtype=bool)
    worth = program.left_weight * numbers.cost_of_weight * numbers.held_above // 1000
    keep = np.ones(program.arcs, dtype=bool)
    for arc in np.flatnonzero((program.item >= 0) & ~program.stays).tolist():
        cases = list(program.items[program.item[arc]])
        dear = price[cases, program.worker[arc]].sum() > worth[program.item[arc]]
        keep[arc] = not dear or bool(must[cases].any())
    return program.only(keep)
