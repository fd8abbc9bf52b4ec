"""Client: a client gets nobody they refuse, and only workers who offer what they require."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Case, Plan, Role, Worker
from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.rule import Breach, Rule


class Client(Rule):
    """client_requires within the worker's offers; client_refuses has none of them and not the worker.

    Asked of everybody on the case, whether leading, supporting or covering.
    """

    name = "client"

    def admits(self, problem: Problem, role: Role) -> Bools | None:
        possible = np.ones((len(problem.cases), len(problem.workers)), dtype=bool)
        offers = {
            code: np.array([code in worker.offers for worker in problem.workers], dtype=bool)
            for code in {code for case in problem.cases for code in _named(case)}
        }
        for place, case in enumerate(problem.cases):
            for code in case.client_requires:
                possible[place] &= offers[code]
            for code in case.client_refuses:
                possible[place] &= ~offers[code]
                if code in problem.worker_at:
                    possible[place, problem.worker_at[code]] = False
        return possible

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        for proposed in plan.assignments:
            case = problem.agency.case_of[proposed.case]
            for worker in sorted({worker for _, worker in proposed.roles()}):
                for what in _against(case, problem.agency.worker_of[worker]):
                    yield Breach(self.name, case=case.id, worker=worker, what=what)


def _named(case: Case) -> tuple[str, ...]:
    return (*case.client_requires, *case.client_refuses)


def _against(case: Case, worker: Worker) -> Iterator[str]:
    for code in case.client_requires:
        if code not in worker.offers:
            yield f"requires:{code}"
    for code in case.client_refuses:
        if code in worker.offers:
            yield f"refuses:{code}"
    if worker.id in case.client_refuses:
        yield "refuses-worker"
