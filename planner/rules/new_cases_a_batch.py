"""New cases a batch: nobody is given more than a few new cases in one plan."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.rule import Breach, Local, Rule, counted


class NewCasesABatch(Rule):
    """number of cases newly led or supported <= new_cases_a_batch; covering a week does not count.

    A family that goes together counts once, and an open case that moves is new to who takes it. An
    immediate response led on duty does not count.
    """

    name = "new-cases-a-batch"

    def locals(self, problem: Problem) -> Iterator[Local]:
        use = problem.counts.astype(np.int64)[:, None]
        most = problem.agency.policy.new_cases_a_batch
        room = np.full((len(problem.workers), 1), most, dtype=np.int64)
        yield counted(problem, use, room, [Role.SUPPORT])

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        most = problem.agency.policy.new_cases_a_batch
        for place, cases in problem.added(plan).items():
            new = sum(
                role is Role.SUPPORT or (role is Role.LEAD and not problem.on_duty[case, place])
                for case, role in cases
                if problem.counts[case]
            )
            if new > most:
                yield Breach(self.name, worker=problem.workers[place].id, limit=most, needed=new)
