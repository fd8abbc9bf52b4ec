"""Which movable cases may not move now, because a court or disclosure date is near, and until when."""

from datetime import date, timedelta

from planner.domain import Agency, Case, Hold, Wish
from planner.domain.noun import Noun


class MoveBlocked(Noun):
    """A movable case near a court or disclosure date; it may not move up to and on `until`.

    `wish` says who asked for a move. Where `leaver` is set, the worker leaves before the case is
    expected to end, so that it has to go all the same, on a day chosen with care.
    """

    case: str
    worker: str
    near: tuple[date, ...]
    until: date
    wish: Wish | None
    leaver: bool


def moves_blocked(agency: Agency) -> list[MoveBlocked]:
    """Return the movable cases that may not move now: those somebody wants moved first."""
    found = []
    for assignment in agency.assignments:
        if assignment.hold is not Hold.MOVABLE:
            continue
        case = agency.case_of[assignment.case]
        dates = sorted({*case.court_dates, *case.disclosure_dates})
        near, until = _blocked(dates, agency.date, agency.policy.moratorium_days)
        if until is None:
            continue
        found.append(
            MoveBlocked(
                case=case.id,
                worker=assignment.worker,
                near=near,
                until=until,
                wish=assignment.wish,
                leaver=_leaves_before(agency, assignment.worker, case),
            )
        )
    return sorted(found, key=lambda one: (one.wish is None and not one.leaver, one.until, one.case))


def _leaves_before(agency: Agency, worker: str, case: Case) -> bool:
    last_day = agency.worker_of[worker].last_day
    return last_day is not None and last_day < agency.date + timedelta(weeks=case.weeks)


def _blocked(
    dates: list[date], today: date, moratorium_days: int
) -> tuple[tuple[date, ...], date | None]:
    """Return the dates in the way one after the other, and the last day they block."""
    free, near = today, []
    for day in dates:
        if abs((day - free).days) <= moratorium_days:
            near.append(day)
            free = day + timedelta(days=moratorium_days + 1)
    return tuple(near), free - timedelta(days=1) if near else None
