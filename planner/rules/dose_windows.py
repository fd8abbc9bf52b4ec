"""Dose windows: undecayed dose stays within its limits over any 7, 28 and 182 days."""

from collections.abc import Iterator

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
        last = np.arange(1, problem.weeks + 1)
        for place, cases in problem.added(plan).items():
            total = _running_total(problem, place, cases)
            for window, multiple in enumerate(_multiples(problem.agency.policy)):
                new = total[last] - total[np.maximum(0, last - WINDOWS[window])]
                limit = multiple * problem.budget[place] // 1000
                needed = problem.carried_windows[window, place] + new
                over = new > np.maximum(0, limit - problem.carried_windows[window, place])
                worker, what = problem.workers[place].id, f"window:{WINDOWS[window] * DAYS_PER_WEEK}"
                for week in np.flatnonzero(over).tolist():
                    yield Breach(
                        self.name, None, worker, what, week, int(limit[week]), int(needed[week])
                    )


def _multiples(policy: Policy) -> tuple[int, int, int]:
    """Return the multiple of the weekly budget of each window, in thousandths."""
    return policy.window_7_multiple, policy.window_28_multiple, policy.window_182_multiple


def _running_total(problem: Problem, worker: int, cases: list[tuple[int, Role]]) -> Ints:
    """Return the new dose of a worker up to each week, from nothing."""
    weekly = np.zeros(problem.weeks + 1, np.int64)
    for case, role in cases:
        if role is not Role.LEAD or not problem.on_duty[case, worker]:
            weekly[1:] += problem.brings(problem.fresh, problem.helper_fresh, case, role, worker)
    return np.cumsum(weekly)
