"""Moves: an open case goes to somebody new only where it may move, and to nobody who is on it."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.problem.problem import NOBODY
from planner.rule import Breach, Rule


class Moves(Rule):
    """the worker of an open case in a plan is neither its lead nor its supporting worker, who stays.

    Which open cases may move at all is measured, see `planner.problem.moves`: those of a worker who
    leaves soon, and movable ones where the worker is over the usual budget or somebody asked, but not
    near a court or disclosure date. A plan that names any other open case breaks this rule, see
    `planner.check`.
    """

    name = "moves"

    def admits(self, problem: Problem, role: Role) -> Bools | None:
        possible = np.ones((len(problem.cases), len(problem.workers)), dtype=bool)
        for who in (problem.holder, problem.supporter):
            there = np.flatnonzero(who != NOBODY)
            possible[there, who[there]] = False
        return possible

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        for proposed in plan.assignments:
            case = problem.case_at[proposed.case]
            for _, worker in proposed.roles():
                if problem.worker_at[worker] in (problem.holder[case], problem.supporter[case]):
                    yield Breach(self.name, case=proposed.case, worker=worker, what="on-it-already")
