"""Office: everybody on a case reaches its office."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.rule import Breach, Rule


class Office(Rule):
    """the case's office is among the offices of everybody who leads, supports or covers it."""

    name = "office"

    def admits(self, problem: Problem, role: Role) -> Bools | None:
        reaching: dict[str, list[int]] = {}
        for place, worker in enumerate(problem.workers):
            for office in worker.offices:
                reaching.setdefault(office, []).append(place)
        possible = np.zeros((len(problem.cases), len(problem.workers)), dtype=bool)
        for place, case in enumerate(problem.cases):
            possible[place, reaching.get(case.office, [])] = True
        return possible

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        for proposed in plan.assignments:
            office = problem.agency.case_of[proposed.case].office
            for worker in sorted({worker for _, worker in proposed.roles()}):
                if office not in problem.agency.worker_of[worker].offices:
                    yield Breach(self.name, case=proposed.case, worker=worker, what=f"office:{office}")
