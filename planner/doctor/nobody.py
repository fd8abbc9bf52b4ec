"""Which cases that must be assigned could be given to nobody, even if nothing else were given out."""

import numpy as np

from planner.doctor.finding import Finding, found
from planner.doctor.seen import Seen
from planner.domain import Role
from planner.problem import Problem, measure
from planner.problem.arrays import Bools
from planner.rules import RULES


def must_and_nobody(seen: Seen) -> list[Finding]:
    """A case must be assigned, and every single worker is kept from it by some rule."""
    if not seen.workers or not any(case.must_assign for case in seen.to_place):
        return []
    problem = measure(seen.agency)
    must = [
        place
        for place, case in enumerate(problem.cases)
        if case.must_assign and not problem.may_stay[place]
    ]
    possible = _possible(problem, must)
    nobody = (place for place, workers in zip(must, possible, strict=True) if not workers.any())
    return found("must-and-nobody", (problem.cases[place].id for place in nobody))


def _possible(problem: Problem, cases: list[int]) -> Bools:
    """Return who could lead each of some cases alone, beside all that is carried: (cases, workers)."""
    possible: Bools = np.ones((len(cases), len(problem.workers)), dtype=bool)
    for rule in RULES:
        admitted = rule.admits(problem, Role.LEAD)
        if admitted is not None:
            possible &= admitted[cases]
        for local in rule.locals(problem):
            rows = local.lead_row[cases]
            possible &= (rows < 0) | (local.use[rows] <= local.room).all(axis=2)
    return possible


CHECKS = (must_and_nobody,)
