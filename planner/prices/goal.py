"""Lookahead prices as a goal: a case goes where the room it takes is worth least to cases to come."""

import numpy as np

from planner.domain import HELPERS, Plan, Role
from planner.prices.prices import Prices
from planner.problem import Problem
from planner.problem.arrays import Ints
from planner.rule import Goal
from planner.units import COST_POINTS_PER_STS_POINT


class Lookahead(Goal):
    """sum over what a plan adds of price x use: of minutes and of weekly-equivalent dose, by worker and
    coming week. Coverage outranks it: prices say who takes a case, never that it is left.
    """

    name = "lookahead-prices"
    unit = "expected STS points that the room taken is worth"

    def __init__(self, prices: Prices) -> None:
        self.prices = prices

    def costs(self, problem: Problem, role: Role) -> Ints:
        minutes, dose = self._of_workers(problem)
        weeks = minutes.shape[1]
        if role is not Role.LEAD:
            place = HELPERS.index(role)
            if place >= len(problem.helper_dose):
                return np.zeros((len(problem.cases), len(problem.workers)), dtype=np.int64)
            brought = problem.helper_minutes[place, :, :weeks], problem.helper_dose[place, :, :weeks]
            return np.asarray(brought[0] @ minutes.T + brought[1] @ dose.T)
        cost = np.zeros((len(problem.cases), len(problem.workers)), dtype=np.int64)
        for kind in problem.kinds.tolist():
            whole = problem.minutes[kind, :, :weeks] @ minutes.T + problem.dose[kind, :, :weeks] @ dose.T
            cost = np.where(problem.lead_kind == kind, whole, cost)
        return cost + problem.extra_minutes * (self._alive(problem, weeks) @ minutes.T)

    def cost(self, problem: Problem, plan: Plan) -> int:
        minutes, dose = self._of_workers(problem)
        weeks = minutes.shape[1]
        alive = self._alive(problem, weeks)
        total = 0
        for worker, cases in problem.added(plan).items():
            price_minutes, price_dose = minutes[worker].tolist(), dose[worker].tolist()
            for case, role in cases:
                work = problem.brings(problem.minutes, problem.helper_minutes, case, role, worker)
                brought = problem.brings(problem.dose, problem.helper_dose, case, role, worker)
                extra = int(problem.extra_minutes[case, worker]) if role is Role.LEAD else 0
                lives = alive[case].tolist()
                for week in range(weeks):
                    total += price_minutes[week] * (int(work[week]) + extra * lives[week])
                    total += price_dose[week] * int(brought[week])
        return total

    def value(self, problem: Problem, plan: Plan) -> float:
        return self.cost(problem, plan) / COST_POINTS_PER_STS_POINT

    def _of_workers(self, problem: Problem) -> tuple[Ints, Ints]:
        """Return the prices of the problem's workers, shape (W, weeks); 0 for whoever has none."""
        weeks = min(problem.weeks, self.prices.minutes.shape[1])
        place = {worker: at for at, worker in enumerate(self.prices.workers)}
        minutes, dose = (np.zeros((len(problem.workers), weeks), dtype=np.int64) for _ in range(2))
        for at, worker in enumerate(problem.workers):
            if worker.id in place:
                minutes[at] = self.prices.minutes[place[worker.id], :weeks]
                dose[at] = self.prices.dose[place[worker.id], :weeks]
        return minutes, dose

    def _alive(self, problem: Problem, weeks: int) -> Ints:
        """Return in which weeks of the prices each case lives, shape (C, weeks)."""
        return np.asarray(np.arange(weeks) < problem.lives[:, None], dtype=np.int64)
