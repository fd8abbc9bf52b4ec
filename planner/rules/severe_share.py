"""Severe share: severe cases are no more than a share of a worker's cases."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.rule import Breach, Local, Rule, counted


class SevereShare(Rule):
    """number of new severe cases <= max(0, floor(severe_share x base) - carried severe cases), where
    base = max(cases led, floor(full_caseload x FTE)); led or supported.

    Off where more than `severe_share_off_above` of all the agency's cases are severe.
    """

    name = "severe-share"

    def locals(self, problem: Problem) -> Iterator[Local]:
        if _off(problem):
            return
        policy = problem.agency.policy
        fte = np.array([worker.fte for worker in problem.workers], dtype=np.int64)
        base = np.maximum(problem.carried_cases, policy.full_caseload * fte // 1000)
        room = np.maximum(0, policy.severe_share * base // 1000 - problem.carried_severe)
        use = problem.severe.astype(np.int64)
        yield counted(problem, use[:, None], room[:, None], [Role.SUPPORT])

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        if _off(problem):
            return
        policy = problem.agency.policy
        for place, cases in problem.added(plan).items():
            worker = problem.workers[place]
            new = sum(
                bool(problem.severe[case])
                for case, role in cases
                if role is Role.SUPPORT or (role is Role.LEAD and not problem.on_duty[case, place])
            )
            base = max(int(problem.carried_cases[place]), policy.full_caseload * worker.fte // 1000)
            allowed = policy.severe_share * base // 1000
            carried = int(problem.carried_severe[place])
            if new > max(0, allowed - carried):
                yield Breach(self.name, worker=worker.id, limit=allowed, needed=carried + new)


def _off(problem: Problem) -> bool:
    return problem.severe_share > problem.agency.policy.severe_share_off_above
