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
            given = [
                problem.brings(problem.dose, problem.helper_dose, case, role, place).tolist()
                for case, role in cases
                if role is not Role.LEAD or not problem.on_duty[case, place]
            ]
            for week in range(problem.weeks):
                new = sum(dose[week] for dose in given)
                budget = int(problem.budget[place, week])
                carried = int(problem.carried_dose[place, week])
                if new > max(0, budget - carried):
                    worker, needed = problem.workers[place].id, carried + new
                    yield Breach(self.name, worker=worker, week=week, limit=budget, needed=needed)
