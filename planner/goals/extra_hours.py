"""Extra hours: a case goes where it takes no interpreter and no travel."""

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.problem.arrays import Ints
from planner.problem.rates import fit_point
from planner.rule import Goal
from planner.units import MINUTES_PER_HOUR


class ExtraHours(Goal):
    """fit points for each hour a week that an interpreter and travel add where a worker leads a case;
    rounded down to whole cost points case by case.
    """

    name = "extra-hours"
    unit = "hours a week"

    def costs(self, problem: Problem, role: Role) -> Ints | None:
        if role is not Role.LEAD:
            return None
        return problem.extra_minutes * _cost_of_hour(problem) // MINUTES_PER_HOUR

    def cost(self, problem: Problem, plan: Plan) -> int:
        hour = _cost_of_hour(problem)
        return sum(minutes * hour // MINUTES_PER_HOUR for minutes in _minutes(problem, plan))

    def value(self, problem: Problem, plan: Plan) -> float:
        return sum(_minutes(problem, plan)) / MINUTES_PER_HOUR


def _cost_of_hour(problem: Problem) -> int:
    policy = problem.agency.policy
    return policy.extra_hour_points * fit_point(policy)


def _minutes(problem: Problem, plan: Plan) -> list[int]:
    """Return the extra minutes a week of each case a plan gives."""
    return [
        int(problem.extra_minutes[problem.case_at[p.case], problem.worker_at[p.worker]])
        for p in plan.assignments
    ]
