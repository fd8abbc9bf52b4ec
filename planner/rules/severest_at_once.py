"""Severest at once: nobody works on more than a few cases of the severest tier at one time."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.rule import Breach, Local, Rule, counted


class SeverestAtOnce(Rule):
    """number of new severest cases <= max(0, severest_at_once - carried), led or supported."""

    name = "severest-at-once"

    def locals(self, problem: Problem) -> Iterator[Local]:
        limit = problem.agency.policy.severest_at_once
        room = np.maximum(0, limit - problem.carried_severest)
        use = problem.severest.astype(np.int64)
        yield counted(problem, use[:, None], room[:, None], [Role.SUPPORT])

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        limit = problem.agency.policy.severest_at_once
        for place, cases in problem.added(plan).items():
            new = sum(
                bool(problem.severest[case])
                for case, role in cases
                if role is Role.SUPPORT or (role is Role.LEAD and not problem.on_duty[case, place])
            )
            carried = int(problem.carried_severest[place])
            if new > max(0, limit - carried):
                worker, needed = problem.workers[place].id, carried + new
                yield Breach(self.name, worker=worker, limit=limit, needed=needed)
