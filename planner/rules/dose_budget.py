"""Dose budget: planned dose stays within each worker's budget in every coming week."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.rule import Breach, Local, Rule


class DoseBudget(Rule):
    """sum of new weekly-equivalent dose <= max(0, budget - carried), each week; so nothing new goes to
    a worker in a week that is already over budget, and only what is added is judged. A worker on duty
    may take an immediate response beyond it.
    """

    name = "dose-budget"

    def locals(self, problem: Problem) -> Iterator[Local]:
        yield Local(
            use=problem.stacked(problem.dose, problem.helper_dose),
            lead_row=problem.limited_rows,
            helper_row=problem.helper_rows,
            room=np.maximum(0, problem.budget - problem.carried_dose),
        )

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        for place, cases in problem.added(plan).items():
            new = np.zeros(problem.weeks, np.int64)
            for case, role in cases:
                if role is not Role.LEAD or not problem.on_duty[case, place]:
                    new += problem.brings(problem.dose, problem.helper_dose, case, role, place)
            budget, carried = problem.budget[place], problem.carried_dose[place]
            for week in np.flatnonzero(new > np.maximum(0, budget - carried)).tolist():
                worker, needed = problem.workers[place].id, int(carried[week] + new[week])
                yield Breach(self.name, worker=worker, week=week, limit=int(budget[week]), needed=needed)
