"""Immediate response: who takes one on duty is given nothing else new with it."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.rule import Breach, Local, Rule


class ImmediateResponse(Rule):
    """for each immediate response led on duty: M x its lead + all else new to the worker <= M, where
    other immediate responses led on duty count nothing, and M is more than anybody could be given.
    """

    name = "immediate-response"

    def locals(self, problem: Problem) -> Iterator[Local]:
        responses = np.flatnonzero(problem.on_duty.any(axis=1))
        if not len(responses):
            return
        count = len(responses)
        most = 2 * len(Role) * len(problem.cases)
        use = np.concatenate([np.ones((1, count), np.int64), most * np.eye(count, dtype=np.int64)])
        row = np.zeros(len(problem.cases), dtype=np.int64)
        row[responses] = 1 + np.arange(count)
        yield Local(
            use=use,
            lead_row=np.where(problem.on_duty, row[:, None], 0),
            helper_row=np.zeros_like(problem.helper_rows),
            room=np.full((len(problem.workers), count), most),
        )

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        for place, given in problem.added(plan).items():
            on_duty = [
                case for case, role in given if role is Role.LEAD and problem.on_duty[case, place]
            ]
            if on_duty and len(set(on_duty)) < len(given):
                yield Breach(self.name, worker=problem.workers[place].id)
