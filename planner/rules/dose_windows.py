"""Dose windows: undecayed dose stays within its limits over any 7, 28 and 182 days."""

from collections.abc import Iterator
from itertools import accumulate

import numpy as np

from planner.domain import Plan, Policy, Role
from planner.problem import Problem
from planner.problem.arrays import Ints
from planner.problem.carried import WINDOWS
from planner.rule import Breach, Local, Rule
from planner.units import DAYS_PER_WEEK


class DoseWindows(Rule):
    """sum of new dose in the weeks of a window <= max(0, multiple x budget of its last week - carried
    in the window), for the windows of 1, 4 and 26 weeks that end in each coming week. A worker on duty
    may take an immediate response beyond it.
    """

    name = "dose-windows"

    def locals(self, problem: Problem) -> Iterator[Local]:
        fresh = problem.stacked(problem.fresh, problem.helper_fresh)
        total = np.concatenate([np.zeros((len(fresh), 1), np.int64), np.cumsum(fresh, axis=1)], axis=1)
        last = np.arange(1, problem.weeks + 1)
        for window, multiple in enumerate(_multiples(problem.agency.policy)):
            before = np.maximum(0, last - WINDOWS[window])
            limit = multiple * problem.budget // 1000
            yield Local(
                use=total[:, last] - total[:, before],
                lead_row=problem.limited_rows,
                helper_row=problem.helper_rows,
                room=np.maximum(0, limit - problem.carried_windows[window]),
            )

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        multiples = _multiples(problem.agency.policy)
        for place, cases in problem.added(plan).items():
            total = _running_total(problem, place, cases)
            budget = problem.budget[place].tolist()
            for window, multiple in enumerate(multiples):
                weeks = WINDOWS[window]
                for week, carried in enumerate(problem.carried_windows[window, place].tolist()):
                    new = total[week + 1] - total[max(0, week + 1 - weeks)]
                    limit = multiple * budget[week] // 1000
                    if new > max(0, limit - carried):
                        worker, what = problem.workers[place].id, f"window:{weeks * DAYS_PER_WEEK}"
                        yield Breach(self.name, None, worker, what, week, limit, carried + new)


def _multiples(policy: Policy) -> tuple[int, int, int]:
    """Return the multiple of the weekly budget of each window, in thousandths."""
    return policy.window_7_multiple, policy.window_28_multiple, policy.window_182_multiple


def _running_total(problem: Problem, worker: int, cases: list[tuple[int, Role]]) -> list[int]:
    """Return the new dose of a worker up to each week, from nothing."""
    given: list[Ints] = [
        problem.brings(problem.fresh, problem.helper_fresh, case, role, worker)
        for case, role in cases
        if role is not Role.LEAD or not problem.on_duty[case, worker]
    ]
    by_week = zip(*(fresh.tolist() for fresh in given), strict=True)
    weekly = [sum(week) for week in by_week] or [0] * problem.weeks
    return [0, *accumulate(weekly)]
