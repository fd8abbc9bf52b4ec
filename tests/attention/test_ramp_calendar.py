"""When the budgets of newcomers rise."""

from planner.attention.ramp_calendar import newcomers
from tests.attention.busy import after
from tests.builders import a_worker, an_agency


def newcomer(worker: str, field: int, post: int):
    return a_worker(worker, months_in_field=field, months_in_post=post)


def test_a_newcomer_rises_by_months_in_post():
    # one month in post: the second quarter begins after two more, 8.7 weeks, so in the week of day 63
    (one,) = newcomers(an_agency([newcomer("w1", 1, 1)], []))
    assert (one.share, one.first_year) == (250, True)
    assert [(step.week, step.share) for step in one.steps] == [(after(63), 500)]


def test_two_years_in_the_field_end_the_ramp():
    # 23 months in the field and 24 after 4.3 weeks
    (one,) = newcomers(an_agency([newcomer("w1", 23, 3)], []))
    assert [(step.week, step.share) for step in one.steps] == [(after(35), 1000)]


def test_only_who_is_below_the_full_budget_is_told_the_next_step_first():
    workers = [newcomer("w1", 24, 1), newcomer("w2", 12, 9), newcomer("w3", 8, 3), newcomer("w4", 8, 8)]
    assert [one.worker for one in newcomers(an_agency(workers, []))] == ["w4", "w3"]
