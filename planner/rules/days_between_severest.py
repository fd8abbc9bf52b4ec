"""Days between severest: some days lie between two severest cases newly given to one worker."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.rule import Breach, Local, Rule, counted


class DaysBetweenSeverest(Rule):
    """number of new severest cases <= (0 if days since the last one < n else 1), led or supported;
    n = `days_between_severest`, and with n = 0 there is no limit.

    A family that goes together counts once. An immediate response led on duty does not count.
    """

    name = "days-between-severest"

    def locals(self, problem: Problem) -> Iterator[Local]:
        between = problem.agency.policy.days_between_severest
        if between:
            use = (problem.severest & _once(problem)).astype(np.int64)
            room = np.where(problem.days_since_severest < between, 0, 1)
            yield counted(problem, use[:, None], room[:, None], [Role.SUPPORT])

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        between = problem.agency.policy.days_between_severest
        if not between:
            return
        once = _once(problem)
        for place, cases in problem.added(plan).items():
            worker, since = problem.workers[place].id, int(problem.days_since_severest[place])
            new = sum(
                bool(problem.severest[case] and once[case])
                for case, role in cases
                if role is Role.SUPPORT or (role is Role.LEAD and not problem.on_duty[case, place])
            )
            if new and since < between:
                yield Breach(self.name, worker=worker, what="recent", limit=between, needed=since)
            if new > 1:
                yield Breach(self.name, worker=worker, what="at-once", limit=between)


def _once(problem: Problem) -> Bools:
    """Return which cases count: of the severest of a family that goes together, the first does."""
    once = np.ones(len(problem.cases), dtype=bool)
    for places in problem.families.values():
        severest = [case for case in places if problem.severest[case]]
        once[severest[1:]] = False
    return once
