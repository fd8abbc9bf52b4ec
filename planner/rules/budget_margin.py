"""Budget margin: expected dose and a margin for what is uncertain stay within each worker's budget."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role
from planner.dose.margin import allowance, deviations, reserve
from planner.problem import Problem
from planner.problem.arrays import Ints, up
from planner.rule import Breach, Local, Rule


class BudgetMargin(Rule):
    """sum of new (weekly-equivalent dose + z V / (2 s)) <= max(0, budget - carried - reserve), each
    week, with reserve = z (s + V0 / s) / 2, V the variance of a case's dose, V0 of what is carried, s
    the worker's spread and z the standard deviations of `budget_kept`. The margin is never below z times
    the root of all variances. Without one the rule says nothing. A worker on duty may take an immediate
    response beyond it.
    """

    name = "budget-margin"

    def locals(self, problem: Problem) -> Iterator[Local]:
        z = deviations(problem.agency.policy.budget_kept)
        if z == 0:
            return
        dose = problem.stacked(problem.dose, problem.helper_dose)
        variance = problem.stacked(problem.variance, problem.helper_variance)
        free = problem.budget - problem.carried_dose
        for spread in np.unique(problem.spread).tolist():
            use = dose + up(z * (variance / spread) / 2)
            kept_free = up(z * (spread + problem.carried_variance / spread) / 2)
            mine = problem.spread == spread
            yield Local(
                use=use,
                lead_row=np.where(mine, problem.limited_rows, -1),
                helper_row=problem.helper_rows,
                room=np.where(mine[:, None], np.maximum(0, free - kept_free), _enough(use)),
            )

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        z = deviations(problem.agency.policy.budget_kept)
        for place, cases in problem.added(plan).items() if z else ():
            spread = int(problem.spread[place])
            given = [
                (
                    problem.brings(problem.dose, problem.helper_dose, case, role, place).tolist(),
                    problem.brings(
                        problem.variance, problem.helper_variance, case, role, place
                    ).tolist(),
                )
                for case, role in cases
                if role is not Role.LEAD or not problem.on_duty[case, place]
            ]
            for week in range(problem.weeks):
                new = sum(dose[week] + allowance(var[week], spread, z) for dose, var in given)
                budget = int(problem.budget[place, week])
                carried = int(problem.carried_dose[place, week])
                carried += reserve(spread, int(problem.carried_variance[place, week]), z)
                if new > max(0, budget - carried):
                    worker, needed = problem.workers[place].id, carried + new
                    yield Breach(self.name, worker=worker, week=week, limit=budget, needed=needed)


def _enough(use: Ints) -> Ints:
    """Return room for everything, in each column: for workers whose spread is another."""
    return np.asarray(2 * use.sum(axis=0))
