"""Which open cases may go to somebody else now, and which have to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain import Agency, Assignment, Case, Hold, Worker


@dataclass(frozen=True)
class Movable:
    """An open case that may move from its lead; one that may not stay is left if nobody takes it."""

    case: Case
    assignment: Assignment
    may_stay: bool


def movable(agency: Agency, over_budget: frozenset[str]) -> Iterator[Movable]:
    """Yield the open cases that may move.

    All cases that outlast a worker who leaves within `handover_weeks` must move. Else a case moves
    only where it is marked movable, is not within `moratorium_days` of a court or disclosure date, and
    its worker is over the usual budget (`over_budget`) or the worker or the client asked for it.
    """
    for assignment in agency.assignments:
        case = agency.case_of[assignment.case]
        if must_move(agency, agency.worker_of[assignment.worker], case):
            yield Movable(case, assignment, may_stay=False)
        elif assignment.hold is Hold.MOVABLE and not in_moratorium(agency, case):
            reason = assignment.wish is not None or assignment.worker in over_budget
            if reason:
                yield Movable(case, assignment, may_stay=True)


def must_move(agency: Agency, worker: Worker, case: Case) -> bool:
    """Return whether a worker leaves within `handover_weeks`, and before a case is expected to end.

    A case with a court or disclosure date within `moratorium_days`, while the worker is still there,
    goes on after it.
    """
    if worker.last_day is None:
        return False
    soon = agency.date + timedelta(weeks=agency.policy.handover_weeks)
    near = agency.date + timedelta(days=agency.policy.moratorium_days)
    waits = any(agency.date <= day <= min(near, worker.last_day) for day in _dates(case))
    return worker.last_day < min(soon, agency.date + timedelta(weeks=case.weeks)) and not waits


def in_moratorium(agency: Agency, case: Case) -> bool:
    """Return whether a court or disclosure date is within `moratorium_days`, before or after."""
    near = timedelta(days=agency.policy.moratorium_days)
    return any(abs(day - agency.date) <= near for day in _dates(case))


def _dates(case: Case) -> tuple[date, ...]:
    return (*case.court_dates, *case.disclosure_dates)
