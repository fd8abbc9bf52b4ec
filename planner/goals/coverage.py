"""Coverage: the most urgent new cases have a worker; it outranks any sum of the other goals."""

from planner.domain import Plan
from planner.problem import Problem
from planner.rule import Goal, Ints, whole_numbers


class Coverage(Goal):
    """sum over left cases of the weight of their urgency, as small as can be."""

    name = "coverage"
    unit = "share of urgency-weighted new cases"

    def left_weights(self, problem: Problem) -> Ints | None:
        return whole_numbers(_weights(problem))

    def cost(self, problem: Problem, plan: Plan) -> int:
        assigned = {proposed.case for proposed in plan.assignments}
        return sum(
            weight
            for case, weight in zip(problem.cases, _weights(problem), strict=True)
            if case.id not in assigned
        )

    def value(self, problem: Problem, plan: Plan) -> float:
        total = sum(_weights(problem))
        return 1 - self.cost(problem, plan) / total if total else 1.0


def _weights(problem: Problem) -> list[int]:
    by_urgency = problem.agency.policy.urgency_weights
    return [by_urgency[case.urgency - 1] for case in problem.cases]
