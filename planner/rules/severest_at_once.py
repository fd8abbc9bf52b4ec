"""Severest at once: nobody works on more than a few cases of the severest tier at one time."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan
from planner.problem import Problem
from planner.rule import Breach, Local, Rule


class SeverestAtOnce(Rule):
    """number of new severest cases <= max(0, severest_at_once - carried), led or supported."""

    name = "severest-at-once"

    def locals(self, problem: Problem) -> Iterator[Local]:
        cases, workers = len(problem.cases), len(problem.workers)
        severest = [problem.severest(case) for case in range(cases)]
        limit = problem.agency.policy.severest_at_once
        yield Local(
            use=np.array(severest, dtype=np.int64)[:, None],
            lead_row=np.repeat(np.arange(cases)[:, None], workers, axis=1),
            support_row=np.arange(cases),
            room=np.maximum(0, limit - problem.carried_severest)[:, None],
        )

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        limit = problem.agency.policy.severest_at_once
        for place, cases in problem.added(plan).items():
            new = sum(1 for case, _ in cases if problem.severest(case))
            carried = int(problem.carried_severest[place])
            if new > max(0, limit - carried):
                worker, needed = problem.workers[place].id, carried + new
                yield Breach(self.name, worker=worker, limit=limit, needed=needed)
