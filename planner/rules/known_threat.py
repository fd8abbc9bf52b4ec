"""Known threat: the worker-safety assessment is made before anybody is given the case."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Case, Fact, Plan, Role, Safety
from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.rule import Breach, Rule


class KnownThreat(Rule):
    """lead = support = cover = 0 where threat_to_worker = yes and safety_assessment = missing.

    A threat that is unknown, or a missing assessment alone, does not block.
    """

    name = "known-threat"

    def admits(self, problem: Problem, role: Role) -> Bools | None:
        possible = np.ones((len(problem.cases), len(problem.workers)), dtype=bool)
        possible[np.array([_unassessed(case) for case in problem.cases], dtype=bool)] = False
        return possible

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        for proposed in plan.assignments:
            if _unassessed(problem.agency.case_of[proposed.case]):
                yield Breach(self.name, case=proposed.case, worker=proposed.worker)


def _unassessed(case: Case) -> bool:
    return case.threat_to_worker is Fact.YES and case.safety_assessment is Safety.MISSING
