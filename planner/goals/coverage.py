"""Coverage: the most urgent cases have a worker; it outranks any sum of the other goals."""

from planner.domain import Plan
from planner.problem import Problem
from planner.problem.arrays import Ints
from planner.rule import Goal, whole_numbers


class Coverage(Goal):
    """sum over left cases of the weight of their urgency, which grows with waiting; as small as can be.

    An open case that may stay with its lead is never left.
    """

    name = "coverage"
    unit = "share of urgency-weighted new cases"

    def left_weights(self, problem: Problem) -> Ints | None:
        return whole_numbers(_weights(problem))

    def cost(self, problem: Problem, plan: Plan) -> int:
        weights = _weights(problem)
        return sum(weights[problem.case_at[case.id]] for case in problem.left(plan))

    def value(self, problem: Problem, plan: Plan) -> float:
        total = sum(_weights(problem))
        return 1 - self.cost(problem, plan) / total if total else 1.0


def _weights(problem: Problem) -> list[int]:
    by_urgency = problem.agency.policy.urgency_weights
    stays = problem.may_stay.tolist()
    return [
        0 if may_stay else by_urgency[urgency - 1]
        for urgency, may_stay in zip(problem.urgency, stays, strict=True)
    ]
