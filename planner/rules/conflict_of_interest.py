"""Conflict of interest: nobody works on a case, or for a group, they are barred from."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.rule import Breach, Rule


class ConflictOfInterest(Rule):
    """the case and its group are not among the worker's conflicts, whether leading or supporting."""

    name = "conflict-of-interest"

    def admits(self, problem: Problem, role: Role) -> Bools | None:
        possible = np.ones((len(problem.cases), len(problem.workers)), dtype=bool)
        in_group: dict[str, list[int]] = {}
        for place, case in enumerate(problem.cases):
            if case.group:
                in_group.setdefault(case.group, []).append(place)
        for column, worker in enumerate(problem.workers):
            for conflict in worker.conflicts:
                if conflict in problem.case_at:
                    possible[problem.case_at[conflict], column] = False
                for place in in_group.get(conflict, ()):
                    possible[place, column] = False
        return possible

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        for proposed in plan.assignments:
            case = problem.agency.case_of[proposed.case]
            for worker in sorted({worker for _, worker in proposed.roles()}):
                conflicts = problem.agency.worker_of[worker].conflicts
                if case.id in conflicts or (case.group and case.group in conflicts):
                    yield Breach(self.name, case=case.id, worker=worker)
