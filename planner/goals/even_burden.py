"""Even burden: nobody carries a much larger share of their own dose budget than others."""

from collections.abc import Iterator

from planner.domain import Plan, Policy
from planner.problem import Problem
from planner.problem.rates import burden_point
from planner.rule import Curve, Goal, climb, whole_numbers

_HUNDREDTHS = 100


class EvenBurden(Goal):
    """sum over workers of burden points: each hundredth of the own budget costs a rate that rises with
    the share already carried, so that the heaviest are relieved first.
    """

    name = "even-burden"
    unit = "burden points"

    def curves(self, problem: Problem) -> Iterator[Curve]:
        policy = problem.agency.policy
        budgets = problem.budget_load.tolist()
        yield Curve(
            lead=problem.lead_load,
            helper=problem.helper_load,
            stay=problem.stay_load,
            start=problem.start_load,
            knots=whole_numbers([_knots(budget, policy) for budget in budgets]),
            slopes=whole_numbers([_slopes(budget, policy) for budget in budgets]),
        )

    def cost(self, problem: Problem, plan: Plan) -> int:
        policy = problem.agency.policy
        cost = 0
        for worker, load in problem.added_load(plan).items():
            budget = int(problem.budget_load[worker])
            start = int(problem.start_load[worker])
            cost += climb(start, load, _knots(budget, policy), _slopes(budget, policy))
        return cost

    def value(self, problem: Problem, plan: Plan) -> float:
        """Return the burden points of all that is carried after the plan."""
        policy, added = problem.agency.policy, problem.added_load(plan)
        cost = 0
        for worker, carried in enumerate(problem.start_load.tolist()):
            budget = int(problem.budget_load[worker])
            load = carried + added.get(worker, 0)
            cost += climb(0, load, _knots(budget, policy), _slopes(budget, policy))
        return cost / burden_point(policy)


def _knots(budget: int, policy: Policy) -> list[int]:
    return [-(-share * budget // 1000) for share in policy.burden_shares]


def _slopes(budget: int, policy: Policy) -> list[int]:
    points = burden_point(policy)
    return [0] + [rate * _HUNDREDTHS * points // max(1, budget) for rate in policy.burden_rates]
