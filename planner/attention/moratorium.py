"""Which open cases may not move now, because a court or disclosure date is near, and until when."""

from collections.abc import Callable
from datetime import date, timedelta

from planner.domain import Agency, Assignment, Hold, Wish
from planner.domain.noun import Noun


class MoveBlocked(Noun):
    """An open case near a court or disclosure date; it may not move up to and on `until`.

    `wish` says who asked for a move. Where `leaver` is set, the worker leaves before the case is
    expected to end, so that it goes after `until` all the same, whatever it is marked.
    """

    case: str
    worker: str
    near: tuple[date, ...]
    until: date
    wish: Wish | None
    leaver: bool


def moves_blocked(agency: Agency) -> list[MoveBlocked]:
    """Return the cases that may not move now: those somebody wants moved or that must go first.

    A movable case waits for `moratorium_days` after a date. Within `handover_weeks` of a leaver's last
    day every case has to move, and waits only for dates within `moratorium_days` on which the leaver is
    still there.
    """
    found = []
    for assignment in agency.assignments:
        case, last_day = agency.case_of[assignment.case], _last_day(agency, assignment)
        near, until = _blocked(agency.date, _in_the_way(agency, assignment, last_day))
        if until is not None:
            found.append(
                MoveBlocked(
                    case=case.id,
                    worker=assignment.worker,
                    near=near,
                    until=until,
                    wish=assignment.wish,
                    leaver=last_day is not None,
                )
            )
    return sorted(found, key=lambda one: (one.wish is None and not one.leaver, one.until, one.case))


def _last_day(agency: Agency, assignment: Assignment) -> date | None:
    """Return when the worker leaves; None where the case is expected to end before."""
    last_day = agency.worker_of[assignment.worker].last_day
    end = agency.date + timedelta(weeks=agency.case_of[assignment.case].weeks)
    return last_day if last_day is not None and last_day < end else None


def _in_the_way(
    agency: Agency, assignment: Assignment, last_day: date | None
) -> Callable[[date], set[date]]:
    """Return which dates keep a case where it is on a given day."""
    case, policy = agency.case_of[assignment.case], agency.policy
    dates = {*case.court_dates, *case.disclosure_dates}
    near = timedelta(days=policy.moratorium_days)

    def on(today: date) -> set[date]:
        if last_day is not None and last_day < today + timedelta(weeks=policy.handover_weeks):
            return {day for day in dates if today <= day <= min(today + near, last_day)}
        if assignment.hold is not Hold.MOVABLE:
            return set()
        return {day for day in dates if abs(day - today) <= near}

    return on


def _blocked(
    today: date, in_the_way: Callable[[date], set[date]]
) -> tuple[tuple[date, ...], date | None]:
    """Return the dates in the way one after the other, and the last day they block."""
    day, near = today, set[date]()
    while there := in_the_way(day):
        near |= there
        day += timedelta(days=1)
    return tuple(sorted(near)), day - timedelta(days=1) if near else None
