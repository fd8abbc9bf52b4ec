"""Which days are working days, and who is away, on duty and at work."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planner.domain import Days
from planner.domain.calendar import (
    after_working_days,
    at_work,
    back_at_work,
    before_working_days,
    is_away,
    is_on_duty,
    working_days,
    working_days_away,
)
from tests.builders import a_worker

MONDAY = date(2025, 9, 29)
FRIDAY = date(2025, 10, 3)
SATURDAY = date(2025, 10, 4)
NEXT_MONDAY = date(2025, 10, 6)
DATES = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def test_a_week_has_five_working_days():
    assert working_days(MONDAY, MONDAY) == 1
    assert working_days(MONDAY, FRIDAY) == 5
    assert working_days(MONDAY, NEXT_MONDAY) == 6
    assert working_days(SATURDAY, SATURDAY) == 0
    assert working_days(FRIDAY, MONDAY) == 0


def test_working_days_after_a_day_skip_the_weekend():
    assert after_working_days(MONDAY, 4) == FRIDAY
    assert after_working_days(MONDAY, 5) == NEXT_MONDAY
    assert after_working_days(SATURDAY, 1) == NEXT_MONDAY
    assert after_working_days(SATURDAY, 0) == SATURDAY
    assert before_working_days(NEXT_MONDAY, 1) == FRIDAY
    assert before_working_days(SATURDAY, 5) == MONDAY


@given(DATES, st.integers(0, 80))
def test_working_days_are_counted_as_one_walks(first: date, length: int):
    days = [first + timedelta(days=day) for day in range(length)]
    assert working_days(first, first + timedelta(days=length - 1)) == sum(
        day.weekday() < 5 for day in days
    )


@given(DATES, st.integers(1, 30))
def test_so_many_working_days_after_a_day_lie_between(day: date, count: int):
    assert working_days(day + timedelta(days=1), after_working_days(day, count)) == count
    assert working_days(before_working_days(day, count), day - timedelta(days=1)) == count


def test_a_worker_is_away_on_leave_with_both_ends_and_after_the_last_day():
    worker = a_worker(leave=(Days(first=MONDAY, last=FRIDAY),), last_day=NEXT_MONDAY)
    assert [is_away(worker, day) for day in (MONDAY, FRIDAY, SATURDAY, NEXT_MONDAY)] == [
        True,
        True,
        False,
        False,
    ]
    assert is_away(worker, NEXT_MONDAY + timedelta(days=1))


def test_at_work_is_not_away_on_a_weekday_or_a_day_on_duty():
    usual = a_worker()
    assert at_work(usual, FRIDAY)
    assert not at_work(usual, SATURDAY)
    weekend = a_worker(duty=(Days(first=SATURDAY, last=NEXT_MONDAY),))
    assert at_work(weekend, SATURDAY)
    assert is_on_duty(weekend, SATURDAY)
    both = weekend.model_copy(update={"leave": (Days(first=FRIDAY, last=SATURDAY),)})
    assert not at_work(both, SATURDAY)
    assert not is_on_duty(both, SATURDAY)
    assert at_work(both, NEXT_MONDAY)


def test_only_weekdays_count_as_working_days_away():
    worker = a_worker(leave=(Days(first=FRIDAY, last=NEXT_MONDAY),))
    assert working_days_away(worker, MONDAY, FRIDAY) == 1
    assert working_days_away(worker, MONDAY, NEXT_MONDAY) == 2
    assert working_days_away(worker, SATURDAY, SATURDAY) == 0
    leaver = a_worker(last_day=FRIDAY)
    assert working_days_away(leaver, MONDAY, NEXT_MONDAY + timedelta(days=6)) == 5


def test_who_is_away_is_back_on_the_first_day_at_work():
    worker = a_worker(leave=(Days(first=MONDAY, last=FRIDAY),))
    assert back_at_work(worker, MONDAY) == NEXT_MONDAY
    assert back_at_work(worker, NEXT_MONDAY) is None
    assert back_at_work(a_worker(last_day=FRIDAY), SATURDAY) is None
