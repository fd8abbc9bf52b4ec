"""Presence: somebody is at work before the deadline, and short leave of the lead is covered."""

from collections.abc import Iterator

import numpy as np

from planner.domain import COVERS, Plan, Role, Worker
from planner.problem import Problem
from planner.problem.absence import NEVER
from planner.problem.arrays import Bools
from planner.rule import Breach, Link, Rule, Term
from planner.units import DAYS_PER_WEEK


class Presence(Rule):
    """the lead is at work by the response deadline, or covered in its week; neither lead nor supporting
    worker is away for more than `away_days` working days in the coming four weeks, or leaves within
    `leaver_weeks` before the case is expected to end. For each of those weeks in which the lead is away
    `covered_days` or more, sum of cover workers = 1, else 0; a cover worker is not away in that week,
    and at work by a response deadline in it.
    """

    name = "presence"

    def admits(self, problem: Problem, role: Role) -> Bools | None:
        away = (problem.days_away > problem.agency.policy.away_days)[None, :]
        if role is Role.SUPPORT:
            return _stays(problem) & ~away
        if role is Role.LEAD:
            return _by_deadline(problem) & _stays(problem) & ~away
        week = COVERS.index(role)
        needed = bool(problem.absent[:, week].any())
        return (problem.lives > week)[:, None] & _covers(problem, week) & needed

    def links(self, problem: Problem) -> Iterator[Link]:
        everybody = np.ones(len(problem.workers), dtype=bool)
        for week, role in enumerate(COVERS):
            if not problem.absent[:, week].any():
                continue
            for place in np.flatnonzero(problem.lives > week).tolist():
                leads = Term(Role.LEAD, place, problem.absent[:, week], -1)
                yield Link((Term(role, place, everybody, 1), leads), 0, 0)

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        for proposed in plan.assignments:
            case, lead = problem.case_at[proposed.case], problem.worker_at[proposed.worker]
            yield from self._lead(problem, case, lead)
            covered = [role for role, _ in proposed.roles() if role in COVERS]
            for week, role in enumerate(COVERS):
                needs = bool(problem.absent[lead, week]) and problem.lives[case] > week
                if covered.count(role) != needs:
                    what = "without-cover" if needs else "cover-not-needed"
                    yield Breach(self.name, proposed.case, proposed.worker, what, week)
            for worker in filter(None, (proposed.worker, proposed.support)):
                yield from self._to_stay(problem, case, problem.worker_at[worker])
            for role, worker in proposed.roles():
                week = COVERS.index(role) if role in COVERS else 0
                if role in COVERS and not _covers(problem, week)[case, problem.worker_at[worker]]:
                    yield Breach(self.name, proposed.case, worker, "cover-away", week)

    def _lead(self, problem: Problem, case: int, lead: int) -> Iterator[Breach]:
        day = int(problem.response_day[case])
        covered = day // DAYS_PER_WEEK < len(COVERS) and problem.absent[lead, day // DAYS_PER_WEEK]
        if problem.first_day[lead] > day and not covered:
            case_id, worker = problem.cases[case].id, problem.workers[lead].id
            yield Breach(self.name, case_id, worker, "away-at-deadline")

    def _to_stay(self, problem: Problem, case: int, place: int) -> Iterator[Breach]:
        case_id, worker = problem.cases[case].id, problem.workers[place]
        away, most = int(problem.days_away[place]), problem.agency.policy.away_days
        if away > most:
            yield Breach(self.name, case_id, worker.id, "long-away", limit=most, needed=away)
        if _leaves(problem, case, worker):
            yield Breach(self.name, case_id, worker.id, "leaving")


def _covers(problem: Problem, week: int) -> Bools:
    """Return who may cover a week of each case, shape (C, W)."""
    due = problem.response_day // DAYS_PER_WEEK == week
    by_deadline: Bools = problem.first_day[None, :] <= problem.response_day[:, None]
    possible: Bools = ~problem.absent[:, week][None, :] & (by_deadline | ~due[:, None])
    return possible


def _by_deadline(problem: Problem) -> Bools:
    """Return who is at work by each case's deadline, or covered in its week, shape (C, W)."""
    week = problem.response_day // DAYS_PER_WEEK
    covered = problem.absent[:, np.minimum(week, len(COVERS) - 1)].T & (week < len(COVERS))[:, None]
    at_work: Bools = problem.first_day[None, :] <= problem.response_day[:, None]
    return at_work | covered


def _stays(problem: Problem) -> Bools:
    """Return who does not leave before a case's end, or within the weeks looked at, shape (C, W)."""
    ahead = np.minimum(problem.lives, problem.agency.policy.leaver_weeks) * DAYS_PER_WEEK
    there = [
        NEVER if worker.last_day is None else (worker.last_day - problem.agency.date).days
        for worker in problem.workers
    ]
    return np.asarray(np.array(there, dtype=np.int64)[None, :] >= ahead[:, None])


def _leaves(problem: Problem, case: int, worker: Worker) -> bool:
    """Return whether a worker leaves before a case's expected end, looking `leaver_weeks` ahead."""
    if worker.last_day is None:
        return False
    ahead = min(problem.cases[case].weeks, problem.agency.policy.leaver_weeks)
    return (worker.last_day - problem.agency.date).days < ahead * DAYS_PER_WEEK
