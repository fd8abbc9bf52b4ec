"""Must assign: a case so marked may not be left."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.rule import Breach, Link, Rule, Term


class MustAssign(Rule):
    """sum of leads >= 1 for each case marked must_assign."""

    name = "must-assign"

    def links(self, problem: Problem) -> Iterator[Link]:
        everybody = np.ones(len(problem.workers), dtype=bool)
        for place, case in enumerate(problem.cases):
            if case.must_assign and not problem.may_stay[place]:
                yield Link((Term(Role.LEAD, place, everybody, 1),), 1, len(problem.workers))

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        for case in problem.left(plan):
            if case.must_assign:
                yield Breach(self.name, case=case.id)
