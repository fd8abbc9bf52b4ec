"""Who is away in which of the coming weeks, and from which day each worker is there."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from planner.domain import COVERED_WEEKS, Agency, Case, Worker
from planner.domain.calendar import after_working_days, at_work, working_days_away
from planner.problem.arrays import Bools, Ints
from planner.units import DAYS_PER_WEEK

NEVER = 10_000  # days: longer than anybody looks ahead


def absent(agency: Agency, workers: Sequence[Worker]) -> Bools:
    """Return in which of the coming weeks each worker is away so long that cover is needed.

    Shape (workers, COVERED_WEEKS): `covered_days` working days or more.
    """
    found = np.zeros((len(workers), COVERED_WEEKS), dtype=bool)
    for place, worker in enumerate(workers):
        for week in range(COVERED_WEEKS) if worker.leave or worker.last_day else ():
            first = agency.date + timedelta(weeks=week)
            away = working_days_away(worker, first, first + timedelta(days=DAYS_PER_WEEK - 1))
            found[place, week] = away >= agency.policy.covered_days
    return found


def days_away(agency: Agency, workers: Sequence[Worker]) -> Ints:
    """Return the working days each worker is away in the coming weeks that can be covered."""
    last = agency.date + timedelta(days=COVERED_WEEKS * DAYS_PER_WEEK - 1)
    days = [working_days_away(worker, agency.date, last) for worker in workers]
    return np.array(days, dtype=np.int64)


def first_day(agency: Agency, workers: Sequence[Worker]) -> Ints:
    """Return in how many days each worker is at work first, 0 for today; NEVER if not for long."""
    return np.array([_first_day(agency.date, worker) for worker in workers], dtype=np.int64)


def _first_day(today: date, worker: Worker) -> int:
    ahead = range(COVERED_WEEKS * DAYS_PER_WEEK)
    return next((day for day in ahead if at_work(worker, today + timedelta(days=day))), NEVER)


def response_day(agency: Agency, case: Case) -> int:
    """Return in how many days somebody must have responded; the next working day if that is over.

    NEVER for an open case and one whose client was met: the response has been made.
    """
    if case.id in agency.open_cases or case.first_met is not None:
        return NEVER
    day = agency.date - timedelta(days=1)
    return (max(case.response_deadline, after_working_days(day, 1)) - agency.date).days
