"""On which days people work: Monday to Friday, and whoever is on duty."""

from datetime import date, timedelta

from planner.domain.worker import Days, Worker

DAYS_A_WEEK = 7
WORKING_DAYS_A_WEEK = 5
_LOOKED_AHEAD = 366


def working_days(first: date, last: date) -> int:
    """Return how many days from Monday to Friday there are, both ends included."""
    whole_weeks, rest = divmod(max(0, (last - first).days + 1), DAYS_A_WEEK)
    weekdays = ((first.weekday() + day) % DAYS_A_WEEK for day in range(rest))
    return whole_weeks * WORKING_DAYS_A_WEEK + sum(day < WORKING_DAYS_A_WEEK for day in weekdays)


def after_working_days(day: date, count: int) -> date:
    """Return the working day that is `count` working days after a day; for 0, the day itself."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < WORKING_DAYS_A_WEEK
    return day


def before_working_days(day: date, count: int) -> date:
    """Return the working day that is `count` working days before a day; for 0, the day itself."""
    while count > 0:
        day -= timedelta(days=1)
        count -= day.weekday() < WORKING_DAYS_A_WEEK
    return day


def is_away(worker: Worker, day: date) -> bool:
    """Return whether a worker is on leave that day, or has left by then."""
    return _within(worker.leave, day) or (worker.last_day is not None and day > worker.last_day)


def is_on_duty(worker: Worker, day: date) -> bool:
    """Return whether a worker is on duty for immediate response that day, and not away."""
    return _within(worker.duty, day) and not is_away(worker, day)


def at_work(worker: Worker, day: date) -> bool:
    """Return whether a worker is at work: not away, and it is Monday to Friday or a day on duty."""
    weekday = day.weekday() < WORKING_DAYS_A_WEEK
    return not is_away(worker, day) and (weekday or _within(worker.duty, day))


def working_days_away(worker: Worker, first: date, last: date) -> int:
    """Return how many days from Monday to Friday a worker is away, both ends included."""
    if not worker.leave and worker.last_day is None:
        return 0
    days = (first + timedelta(days=day) for day in range((last - first).days + 1))
    return sum(day.weekday() < WORKING_DAYS_A_WEEK and is_away(worker, day) for day in days)


def back_at_work(worker: Worker, day: date) -> date | None:
    """Return the first day at work after a day on which a worker is away; None where there is none.

    None also where the worker is not away that day, and where no such day comes within a year.
    """
    if not is_away(worker, day):
        return None
    days = (day + timedelta(days=ahead) for ahead in range(1, _LOOKED_AHEAD))
    return next((later for later in days if at_work(worker, later)), None)


def _within(runs: tuple[Days, ...], day: date) -> bool:
    return any(run.first <= day <= run.last for run in runs)
