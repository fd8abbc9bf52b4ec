"""Hours: new work fits into what the worker's week has left, in every coming week."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.problem.arrays import Ints
from planner.problem.problem import NOBODY
from planner.rule import Breach, Local, Rule


class Hours(Rule):
    """sum of new minutes <= max(0, contract minutes x productive share - carried minutes), each week.

    Leading through an interpreter or in another office adds minutes to every week the lead is there.
    A worker on duty may take an immediate response beyond it in the first week.
    """

    name = "hours"

    def locals(self, problem: Problem) -> Iterator[Local]:
        extras = np.unique(problem.extra_minutes)
        plain = problem.stacked(problem.minutes, problem.helper_minutes)
        there = _there(problem)[problem.kinds].reshape(-1, problem.weeks)
        leads = len(there)
        of_lead = np.concatenate([plain[:0], *(plain[:leads] + m * there for m in extras.tolist())])
        of_extra = (np.searchsorted(extras, problem.extra_minutes) * leads).astype(np.int32)
        rows = of_extra + problem.lead_rows
        if problem.on_duty.any():
            rows += problem.on_duty * np.int32(len(of_lead))
            of_lead = np.concatenate([of_lead, _after_first_week(of_lead)])
        helper_rows = problem.helper_rows
        yield Local(
            use=np.concatenate([of_lead, plain[leads:]]),
            lead_row=rows,
            helper_row=np.where(helper_rows < 0, -1, helper_rows - leads + len(of_lead)),
            room=np.maximum(0, problem.room_minutes[:, None] - problem.carried_minutes),
        )

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        for place, cases in problem.added(plan).items():
            limit, carried = int(problem.room_minutes[place]), problem.carried_minutes[place]
            new = np.zeros(problem.weeks, np.int64)
            for case, role in cases:
                new += _minutes(problem, case, role, place)
            for week in np.flatnonzero(new > np.maximum(0, limit - carried)).tolist():
                worker, needed = problem.workers[place].id, int(carried[week] + new[week])
                yield Breach(self.name, worker=worker, week=week, limit=limit, needed=needed)


def _after_first_week(minutes: Ints) -> Ints:
    """Return weekly minutes without those of the first week."""
    later = minutes.copy()
    later[:, :1] = 0
    return later


def _there(problem: Problem) -> Ints:
    """Return in which weeks of its life a case has its lead at work, shape (P, C, T)."""
    life = np.arange(problem.weeks) < problem.lives[:, None]
    there = np.repeat(life[None], len(problem.load), axis=0)
    for worker in np.flatnonzero(problem.absent.any(axis=1)).tolist():
        there[problem.absence[worker]][:, _weeks_away(problem, worker)] = False
    for case in np.flatnonzero(problem.held_by != NOBODY).tolist():
        there[-1, case, _weeks_away(problem, int(problem.held_by[case]))] = False
    return there.astype(np.int64)


def _weeks_away(problem: Problem, worker: int) -> Ints:
    weeks = np.flatnonzero(problem.absent[worker])
    return weeks[weeks < problem.weeks]


def _minutes(problem: Problem, case: int, role: Role, worker: int) -> Ints:
    """Return the minutes a case takes of a worker in a role, week by week."""
    minutes = problem.brings(problem.minutes, problem.helper_minutes, case, role, worker)
    if role is not Role.LEAD:
        return minutes
    there = np.arange(problem.weeks) < problem.cases[case].weeks
    there[_weeks_away(problem, worker)] = False
    found = minutes + int(problem.extra_minutes[case, worker]) * there.astype(np.int64)
    if problem.on_duty[case, worker]:
        found[0] = 0
    return found
