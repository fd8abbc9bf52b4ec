"""Are likely slips found, and entries that do not go together?"""

import pytest

from planner.domain import Days, GroupRule, Kind
from tests.builders import TODAY, a_case, a_stage
from tests.doctor.clean import (
    DAY,
    WEEK,
    clean,
    records,
    with_assignment,
    with_case,
    with_worker,
)


def days(first: int, last: int) -> tuple[Days, ...]:
    return (Days(first=TODAY + first * DAY, last=TODAY + last * DAY),)


def test_duty_on_a_day_of_leave_is_found():
    assert records("duty-on-leave", with_worker("w1", leave=days(3, 5), duty=days(5, 6))) == ("w1",)
    assert records("duty-on-leave", with_worker("w1", leave=days(3, 4), duty=days(5, 6))) == ()
    assert records("duty-on-leave", with_worker("w1", leave=days(-3, -1), duty=days(-3, 6))) == ()


@pytest.mark.parametrize("column", ["leave", "duty"])
def test_days_more_than_two_years_ahead_are_found(column):
    assert records("far-ahead", with_worker("w1", **{column: days(732, 732)})) == ("w1",)
    assert records("far-ahead", with_worker("w1", **{column: days(731, 731)})) == ()


def test_a_last_day_far_ahead_is_found():
    assert records("far-ahead", with_worker("w1", last_day=TODAY + 732 * DAY)) == ("w1",)
    assert records("far-ahead", with_worker("w1", last_day=TODAY + 731 * DAY)) == ()


def test_a_case_of_more_than_ten_years_ago_is_found():
    old = TODAY.replace(year=TODAY.year - 11)
    assert records("received-long-ago", with_case("o1", received=old)) == ("o1",)
    old = TODAY.replace(year=TODAY.year - 10)
    assert records("received-long-ago", with_case("o1", received=old)) == ()


@pytest.mark.parametrize(("exposure", "other"), [(0, 35 * 60), (20 * 60, 0)])
def test_a_new_case_of_a_whole_week_is_found_one_minute_over(exposure, other):
    def new(more: int):
        stage = a_stage(exposure=exposure + more * bool(exposure), other=other + more * bool(other))
        return with_case("c1", stages=(stage,))

    assert records("heavy-case", new(1)) == ("c1",)
    assert records("heavy-case", new(0)) == ()


def test_an_earlier_worker_whom_the_client_refuses_is_found():
    agency = with_worker("w1", offers=("male-worker",))
    for refused in ("w1", "male-worker"):
        met = with_case("c1", agency, earlier_worker="w1", client_refuses=(refused,))
        assert records("earlier-worker-refused", met) == ("c1",)
    other = with_case("c1", agency, earlier_worker="w1", client_refuses=("w2",))
    assert records("earlier-worker-refused", other) == ()


def test_a_group_in_offices_that_nobody_reaches_together_is_found():
    family = {"group": "g-1", "group_rule": GroupRule.TOGETHER, "held_by": "w1"}
    cases = [a_case("c2", **family), a_case("c3", **family, office="south"), *clean().cases]
    agency = with_worker("w1", clean(cases=cases), offices=("south",))
    assert records("together-out-of-reach", agency) == ("g-1",)
    both = with_worker("w1", agency, offices=("north", "south"))
    assert records("together-out-of-reach", both) == ()


def test_a_supporting_worker_long_away_is_found():
    agency = with_assignment("o1", support="w2")
    assert records("support-away", with_worker("w2", agency, leave=days(0, 14))) == ("o1",)
    assert records("support-away", with_worker("w2", agency, leave=days(0, 13))) == ()


def test_an_immediate_response_due_with_nobody_on_duty_today_is_found():
    due = {"received": TODAY - WEEK, "response_deadline": TODAY}
    agency = with_case("c1", kind=Kind.IMMEDIATE_RESPONSE, **due)
    check = "nobody-on-duty-today"
    assert records(check, with_worker("w1", agency, duty=days(1, 2))) == ("c1",)
    assert records(check, with_worker("w1", agency, duty=days(0, 2))) == ()
    assert records(check, agency) == ()  # nobody is on duty at all: another check
    later = with_case("c1", agency, response_deadline=TODAY + DAY)
    assert records(check, with_worker("w1", later, duty=days(1, 2))) == ()
