"""Moves: an open case goes to somebody new only where it may move, and to nobody who is on it."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.problem.problem import NOBODY
from planner.rule import Breach, Rule


class Moves(Rule):
    """the new lead of an open case is not its lead, and no helping worker is on it already; its
    supporting worker may become the lead, but not of a case that needs two.

    Which open cases may move at all is measured, see `planner.problem.moves`: those of a worker who
    leaves soon, and movable ones where the worker is over the usual budget or somebody asked, but not
    near a court or disclosure date. A plan that names any other open case breaks this rule, see
    `planner.check`.
    """

    name = "moves"

    def admits(self, problem: Problem, role: Role) -> Bools | None:
        possible = np.ones((len(problem.cases), len(problem.workers)), dtype=bool)
        there = np.flatnonzero(problem.holder != NOBODY)
        possible[there, problem.holder[there]] = False
        for case in np.flatnonzero(problem.supporter != NOBODY).tolist():
            may_lead = role is Role.LEAD and not problem.cases[case].two_workers
            possible[case, problem.supporter[case]] &= may_lead
        return possible

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        for proposed in plan.assignments:
            case = problem.case_at[proposed.case]
            for role, worker in proposed.roles():
                place, leads = problem.worker_at[worker], role is Role.LEAD
                supports = place == problem.supporter[case]
                becomes_lead = supports and leads and not problem.cases[case].two_workers
                if place == problem.holder[case] or (supports and not becomes_lead):
                    yield Breach(self.name, case=proposed.case, worker=worker, what="on-it-already")
