"""Days between severest: some days lie between two severest cases newly given to one worker."""

from datetime import timedelta

import pytest

from planner.domain import Agency, Assignment, Cover, Days, Kind, Plan, Proposed
from planner.rule import Breach
from planner.rules.days_between_severest import DaysBetweenSeverest
from tests.builders import TODAY, a_case, a_plan, a_tier, a_worker, an_agency, held
from tests.rules.asking import told

RULE = DaysBetweenSeverest()
TEAM = [a_worker("w1"), a_worker("w2"), a_worker("w3")]


def severest(*ids: str):
    return [a_case(case, rubric=a_tier(5)) for case in ids]


def given(days_ago: int, worker: str = "w1", support: str | None = None) -> Assignment:
    since = {"since": TODAY - timedelta(days=days_ago)}
    return held("o1", worker, support).model_copy(update=since)


def agency(*before: Assignment, days: int = 7, new: int = 1) -> Agency:
    cases = severest(*(f"o{place}" for place in range(1, len(before) + 1)), "c1", "c2", "c3")[
        : new + len(before)
    ]
    return an_agency(TEAM, cases, assignments=before, policy={"days_between_severest": days})


def test_as_many_days_as_asked_for_are_enough():
    assert told(RULE, agency(given(7)), a_plan(c1="w1")) == []


def test_one_day_less_is_refused():
    breach = Breach("days-between-severest", worker="w1", what="recent", limit=7, needed=6)
    assert told(RULE, agency(given(6)), a_plan(c1="w1")) == [breach]


def test_none_is_allowed_however_recent_the_last():
    assert told(RULE, agency(given(0))) == []


def test_one_in_a_plan_is_allowed_and_two_are_refused():
    breach = Breach("days-between-severest", worker="w1", what="at-once", limit=7, needed=0)
    assert told(RULE, agency(new=2), a_plan(c1="w1", c2="w2")) == []
    assert told(RULE, agency(new=2), a_plan(c1="w1", c2="w1")) == [breach]


def test_both_kinds_are_told():
    found = told(RULE, agency(given(3), new=3), a_plan(c1="w1", c2="w1"))
    assert [(breach.what, breach.needed) for breach in found] == [("recent", 3), ("at-once", 0)]


def test_no_days_mean_no_limit():
    assert told(RULE, agency(given(0), days=0, new=2), a_plan(c1="w1", c2="w1")) == []


def test_a_case_of_the_tier_below_neither_counts_nor_starts_the_days():
    cases = [a_case(case, rubric=a_tier(4)) for case in ("o1", "c1", "c2")]
    below = an_agency(TEAM, cases, assignments=(given(0),))
    assert told(RULE, below, a_plan(c1="w1", c2="w1")) == []
    mixed = an_agency(TEAM, [cases[0], *severest("c1")], assignments=(given(0),))
    assert told(RULE, mixed, a_plan(c1="w1")) == []


def test_supporting_counts_as_leading_does():
    found = told(RULE, agency(new=2), a_plan(c1=("w1", "w3"), c2=("w2", "w3")))
    assert [(breach.worker, breach.what) for breach in found] == [("w3", "at-once")]
    found = told(RULE, agency(given(1, "w2", support="w1")), a_plan(c1="w1"))
    assert [(breach.worker, breach.what) for breach in found] == [("w1", "recent")]


def test_covering_a_week_does_not_count():
    covers = Proposed(case="c1", worker="w2", cover=(Cover(week=1, worker="w1"),))
    assert told(RULE, agency(given(0)), Plan(assignments=(covers,))) == []


@pytest.mark.parametrize(("role", "refused"), [("w1", []), (("w2", "w1"), ["w1"])])
def test_only_leading_an_immediate_response_on_duty_does_not_count(role, refused):
    duty = a_worker("w1", duty=(Days(first=TODAY, last=TODAY),))
    now = {"kind": Kind.IMMEDIATE_RESPONSE, "response_deadline": TODAY}
    response = a_case("c1", rubric=a_tier(5), **now)
    on_duty = an_agency([duty, TEAM[1]], [*severest("o1"), response], assignments=(given(0),))
    assert [breach.worker for breach in told(RULE, on_duty, a_plan(c1=role))] == refused
