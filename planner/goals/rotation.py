"""No worse than rotation: nobody is given more dose than turn-taking would bring them on average."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan
from planner.problem import Problem
from planner.problem.arrays import Ints
from planner.problem.rates import burden_point
from planner.rule import Curve, Goal, climb, whole_numbers

_HUNDREDTHS = 100


class Rotation(Goal):
    """where `no_worse_than_rotation` is on: `rotation_points` burden points for each hundredth of the
    own budget beyond the load that turn-taking brings: all cases that need a worker, shared out in
    proportion to budgets, and the open ones that may stay with their lead.
    """

    name = "no-worse-than-rotation"
    unit = "hundredths of budget beyond turn-taking"

    def curves(self, problem: Problem) -> Iterator[Curve]:
        if not problem.agency.policy.no_worse_than_rotation:
            return
        budgets = problem.budget_load.tolist()
        yield Curve(
            lead=problem.lead_load,
            helper=problem.helper_load,
            stay=problem.stay_load,
            start=problem.start_load,
            knots=(problem.start_load + _by_turns(problem))[:, None],
            slopes=whole_numbers([_slopes(problem, budget) for budget in budgets]).reshape(-1, 2),
        )

    def cost(self, problem: Problem, plan: Plan) -> int:
        if not problem.agency.policy.no_worse_than_rotation:
            return 0
        by_turns, cost = _by_turns(problem).tolist(), 0
        for worker, load in problem.added_load(plan).items():
            slopes = _slopes(problem, int(problem.budget_load[worker]))
            cost += climb(0, load, [by_turns[worker]], slopes)
        return cost

    def value(self, problem: Problem, plan: Plan) -> float:
        by_turns, budgets = _by_turns(problem).tolist(), problem.budget_load.tolist()
        return float(
            sum(
                max(0, load - by_turns[worker]) * _HUNDREDTHS / max(1, budgets[worker])
                for worker, load in problem.added_load(plan).items()
            )
        )


def _by_turns(problem: Problem) -> Ints:
    """Return the load that turn-taking brings each worker, rounded up, shape (workers,)."""
    stays = np.flatnonzero(problem.may_stay)
    total = int(np.delete(problem.load.max(axis=0, initial=0), stays).sum())
    whole = max(1, int(problem.budget_load.sum()))
    share: Ints = -(-total * problem.budget_load // whole)
    np.add.at(share, problem.holder[stays], problem.stay_load[stays])
    return share


def _slopes(problem: Problem, budget: int) -> list[int]:
    policy = problem.agency.policy
    return [0, policy.rotation_points * _HUNDREDTHS * burden_point(policy) // max(1, budget)]
