"""Dose budget: planned dose stays within each worker's budget in every coming week."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan
from planner.problem import Problem
from planner.rule import Breach, Local, Rule


class DoseBudget(Rule):
    """sum of new weekly-equivalent dose <= max(0, budget - carried), each week; so nothing new goes to
    a worker in a week that is already over budget, and only what is added is judged.
    """

    name = "dose-budget"

    def locals(self, problem: Problem) -> Iterator[Local]:
        cases, workers = len(problem.cases), len(problem.workers)
        yield Local(
            use=np.concatenate([problem.dose, problem.support_dose]),
            lead_row=np.repeat(np.arange(cases)[:, None], workers, axis=1),
            support_row=cases + np.arange(cases),
            room=np.maximum(0, problem.budget - problem.carried_dose),
        )

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        for place, cases in problem.added(plan).items():
            for week in range(problem.weeks):
                new = sum(
                    int((problem.dose if leads else problem.support_dose)[case, week])
                    for case, leads in cases
                )
                budget = int(problem.budget[place, week])
                carried = int(problem.carried_dose[place, week])
                if new > max(0, budget - carried):
                    worker, needed = problem.workers[place].id, carried + new
                    yield Breach(self.name, worker=worker, week=week, limit=budget, needed=needed)
