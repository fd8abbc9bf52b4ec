"""Who is away in the coming weeks, who is leaving, and what handing their cases over costs."""

from datetime import date, timedelta

from planner.domain import COVERED_WEEKS, Agency, Mode, Worker
from planner.domain.calendar import is_away, working_days_away
from planner.domain.noun import Noun
from planner.dose.case_dose import dose, tier
from planner.units import DAYS_PER_WEEK, Dose, Minutes


class Away(Noun):
    """A worker on leave in the coming weeks: first and last such day and working days.

    `covered_weeks` are the first days of the weeks whose hours and dose somebody else takes. Who is
    away for more than `away_days` is given no case.
    """

    worker: str
    first: date
    last: date
    working_days: int
    covered_weeks: tuple[date, ...]
    open_cases: int
    no_new_case: bool


class Leaver(Noun):
    """A worker with a known last day: open cases to hand over, and those that end before.

    `minutes` and `dose` (thousandths of an exposure unit) are what reading in and talking costs
    whoever takes the cases, all together.
    """

    worker: str
    last_day: date
    gone: bool
    to_hand_over: int
    ending_before: int
    minutes: Minutes
    dose: Dose


def away(agency: Agency) -> list[Away]:
    """Return who is on leave on a working day of the coming weeks, the first to go first."""
    found = [one for worker in agency.workers if (one := _away(agency, worker)) is not None]
    return sorted(found, key=lambda one: (one.first, -one.working_days, one.worker))


def leavers(agency: Agency) -> list[Leaver]:
    """Return who leaves within `leaver_weeks`, and who has left with cases still open."""
    horizon = agency.date + timedelta(weeks=agency.policy.leaver_weeks)
    found = [
        _leaver(agency, worker, worker.last_day)
        for worker in agency.workers
        if worker.last_day is not None and worker.last_day <= horizon
    ]
    telling = [one for one in found if not one.gone or one.to_hand_over]
    return sorted(telling, key=lambda one: (one.last_day, one.worker))


def _away(agency: Agency, worker: Worker) -> Away | None:
    last = agency.date + timedelta(days=COVERED_WEEKS * DAYS_PER_WEEK - 1)
    if worker.last_day is not None:
        last = min(last, worker.last_day)
    working_days = working_days_away(worker, agency.date, last)
    if not working_days:
        return None
    days = [agency.date + timedelta(days=day) for day in range((last - agency.date).days + 1)]
    absent = [day for day in days if is_away(worker, day)]
    weeks = days[::DAYS_PER_WEEK]
    ends = [min(week + timedelta(days=DAYS_PER_WEEK - 1), last) for week in weeks]
    return Away(
        worker=worker.id,
        first=absent[0],
        last=_end_of_leave(worker, absent[-1]),
        working_days=working_days,
        covered_weeks=tuple(
            week
            for week, end in zip(weeks, ends, strict=True)
            if working_days_away(worker, week, end) >= agency.policy.covered_days
        ),
        open_cases=sum(a.worker == worker.id for a in agency.assignments),
        no_new_case=working_days > agency.policy.away_days,
    )


def _end_of_leave(worker: Worker, day: date) -> date:
    """Return the last day of the leave a day is in, also where that is beyond the coming weeks."""
    return max((run.last for run in worker.leave if run.first <= day <= run.last), default=day)


def _leaver(agency: Agency, worker: Worker, last_day: date) -> Leaver:
    mine = [agency.case_of[a.case] for a in agency.assignments if a.worker == worker.id]
    stay = [case for case in mine if last_day < agency.date + timedelta(weeks=case.weeks)]
    minutes = agency.policy.handover_minutes
    tiers = [tier(case, agency.referral_type_of[case.referral_type]) for case in stay]
    return Leaver(
        worker=worker.id,
        last_day=last_day,
        gone=last_day < agency.date,
        to_hand_over=len(stay),
        ending_before=len(mine) - len(stay),
        minutes=minutes * len(stay),
        dose=sum(dose(minutes, one, Mode.READING, agency.weights) for one in tiers),
    )
