"""Immediate response: who takes one on duty is given nothing else new with it."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.rule import Breach, Local, Rule


class ImmediateResponse(Rule):
    """for each immediate response led on duty: M x its lead + all else new to the worker <= M, where M
    is more than anybody could be given; a family that goes together is one response.
    """

    name = "immediate-response"

    def locals(self, problem: Problem) -> Iterator[Local]:
        responses = _responses(problem)
        if not responses:
            return
        cases, most = len(problem.cases), 2 * len(Role) * len(problem.cases)
        use = np.ones((2 * cases, len(responses)), dtype=np.int64)  # as such, and as led on duty
        for column, (first, family) in enumerate(responses):
            for case in family:
                use[[case, cases + case], column] = 0
            use[cases + first, column] = most
        rows = np.arange(cases)
        yield Local(
            use=use,
            lead_row=np.where(problem.on_duty, problem.each_case + np.int32(cases), problem.each_case),
            helper_row=np.repeat(rows[None, :], len(problem.helper_rows), axis=0),
            room=np.full((len(problem.workers), len(responses)), most),
        )

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        responses = _responses(problem)
        for place, given in problem.added(plan).items():
            for first, family in responses:
                leads = given.count((first, Role.LEAD)) if problem.on_duty[first, place] else 0
                others = any(case not in family for case, _ in given)
                if leads > 1 or (leads and others):
                    yield Breach(self.name, worker=problem.workers[place].id)
                    break


def _responses(problem: Problem) -> list[tuple[int, tuple[int, ...]]]:
    """Return each immediate response somebody is on duty for, with the family that goes with it."""
    family_of = {case: family for family in problem.families.values() for case in family}
    found: dict[tuple[int, ...], int] = {}
    for case in np.flatnonzero(problem.on_duty.any(axis=1)).tolist():
        found.setdefault(family_of.get(case, (case,)), case)
    return [(first, family) for family, first in found.items()]
