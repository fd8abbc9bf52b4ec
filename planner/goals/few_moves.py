"""Few moves: an open case stays unless somebody asked or another goal gains more than a move costs."""

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.problem.arrays import Ints
from planner.problem.rates import fit_point
from planner.rule import Goal


class FewMoves(Goal):
    """fit points for each open case that may stay with its lead and moves, and for each that stays
    though its worker or client asked for another; none for a leaver's case, which has to move.
    """

    name = "few-moves"
    unit = "open cases moved that could stay"

    def costs(self, problem: Problem, role: Role) -> Ints | None:
        if role is not Role.LEAD:
            return None
        moves = np.repeat(problem.may_stay[:, None], len(problem.workers), axis=1)
        return np.where(moves, _cost_of_move(problem), 0)

    def stays(self, problem: Problem) -> Ints | None:
        policy = problem.agency.policy
        return problem.wished * (policy.wish_points * fit_point(policy))

    def cost(self, problem: Problem, plan: Plan) -> int:
        policy = problem.agency.policy
        unmet = sum(bool(problem.wished[case]) for case in problem.staying(plan))
        return _moves(problem, plan) * _cost_of_move(problem) + (
            unmet * policy.wish_points * fit_point(policy)
        )

    def value(self, problem: Problem, plan: Plan) -> float:
        return _moves(problem, plan)


def _cost_of_move(problem: Problem) -> int:
    policy = problem.agency.policy
    return policy.fit_points_per_move * fit_point(policy)


def _moves(problem: Problem, plan: Plan) -> int:
    return sum(bool(problem.may_stay[problem.case_at[p.case]]) for p in plan.assignments)
