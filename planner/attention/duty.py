"""Who is on duty on each day of the week, and whose immediate response is to be reviewed."""

from datetime import date, timedelta

from planner.domain import Agency, Kind
from planner.domain.calendar import after_working_days, is_away, is_on_duty
from planner.domain.noun import Noun
from planner.units import DAYS_PER_WEEK


class DutyDay(Noun):
    """Who is on duty for an office on a day, without those who are away."""

    office: str
    day: date
    workers: tuple[str, ...]


class DutyClash(Noun):
    """A worker planned for duty on days on which they are away."""

    worker: str
    first: date
    last: date
    days: int


class DutyReview(Noun):
    """An immediate response given out since the last working day: to be reviewed, relief offered."""

    case: str
    worker: str
    since: date
    review_on: date


def duty(agency: Agency, offices: frozenset[str]) -> list[DutyDay]:
    """Return who is on duty for each office on each of the coming seven days."""
    return [
        DutyDay(
            office=office,
            day=day,
            workers=tuple(
                sorted(w.id for w in agency.workers if office in w.offices and is_on_duty(w, day))
            ),
        )
        for office in sorted(offices)
        for day in _week(agency.date)
    ]


def clashes(agency: Agency) -> list[DutyClash]:
    """Return who is planned for duty within seven days but away then."""
    found = []
    for worker in agency.workers:
        days = [
            day
            for day in _week(agency.date)
            if is_away(worker, day) and any(run.first <= day <= run.last for run in worker.duty)
        ]
        if days:
            found.append(DutyClash(worker=worker.id, first=days[0], last=days[-1], days=len(days)))
    return sorted(found, key=lambda clash: (clash.first, clash.worker))


def reviews(agency: Agency) -> list[DutyReview]:
    """Return the immediate responses whose review, the working day after, is not past yet."""
    found = [
        DutyReview(
            case=assignment.case,
            worker=assignment.worker,
            since=assignment.since,
            review_on=review_on,
        )
        for assignment in agency.assignments
        if agency.case_of[assignment.case].kind is Kind.IMMEDIATE_RESPONSE
        and (review_on := after_working_days(assignment.since, 1)) >= agency.date
    ]
    return sorted(found, key=lambda review: (review.review_on, review.case))


def _week(today: date) -> list[date]:
    return [today + timedelta(days=day) for day in range(DAYS_PER_WEEK)]
