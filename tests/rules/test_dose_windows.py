"""Dose windows: undecayed dose stays within its limits over any 7, 28 and 182 days."""

from datetime import timedelta
from typing import Any

import pytest

from planner.domain import Cover, Days, Exposure, Kind, Mode, Plan, Proposed, Source
from planner.rule import Breach
from planner.rules.dose_windows import DoseWindows
from tests.builders import TODAY, a_case, a_plan, a_stage, a_tier, a_worker, an_agency, held
from tests.rules.asking import told

RULE = DoseWindows()
TEAM = [a_worker("w1"), a_worker("w2")]
WIDE = {7: 20_000, 28: 80_000, 182: 520_000}


def limit(days: int, units: int) -> dict[str, int]:
    """Return a policy of one limit of so many thousandths of a unit; longer windows are wide."""
    windows = {
        f"window_{each}_multiple": most if each > days else min(units, most)
        for each, most in WIDE.items()
    }
    return {"unit_budget": 1000, "half_life_weeks": 4} | windows


def an_hour(id: str = "c1", weeks: int = 1, hours: int = 1, **changes: object):
    return a_case(id, stages=(a_stage(weeks, exposure=60 * hours),), **changes)


@pytest.mark.parametrize(
    ("days", "weeks", "hours", "units"), [(7, 1, 2, 2000), (28, 4, 1, 4000), (182, 26, 1, 26_000)]
)
def test_dose_that_fills_a_window_is_allowed_and_a_thousandth_less_room_refuses_it(
    days: int, weeks: int, hours: int, units: int
):
    case = an_hour(weeks=weeks, hours=hours)
    enough = an_agency(TEAM, [case], policy=limit(days, units))
    assert told(RULE, enough, a_plan(c1="w1")) == []
    short = an_agency(TEAM, [case], policy=limit(days, units - 1))
    week, what = weeks - 1, f"window:{days}"
    breach = Breach("dose-windows", worker="w1", what=what, week=week, limit=units - 1, needed=units)
    assert told(RULE, short, a_plan(c1="w1")) == [breach]


def test_nothing_new_is_allowed_whatever_was_heard_before():
    agency = an_agency(TEAM, [an_hour()], exposures=(heard(1, 40),), policy=limit(28, 4000))
    assert told(RULE, agency) == []
    assert told(RULE, agency, a_plan(c1="w2")) == []
    found = told(RULE, agency, a_plan(c1="w1"))
    assert [(b.week, b.needed) for b in found] == [(0, 41_000), (1, 41_000), (2, 41_000)]


def heard(weeks_ago: int, hours: int) -> Exposure:
    return Exposure(
        worker="w1",
        week=TODAY - timedelta(weeks=weeks_ago),
        minutes=60 * hours,
        tier=1,
        mode=Mode.LIVE,
        source=Source.CASE,
    )


@pytest.mark.parametrize(("days", "weeks_ago"), [(28, 3), (182, 25)])
def test_what_was_heard_takes_room_until_its_window_has_passed(days: int, weeks_ago: int):
    policy = limit(days, 20_000)
    for ago, refused in ((weeks_ago, [0]), (weeks_ago + 1, [])):
        agency = an_agency(TEAM, [an_hour()], exposures=(heard(ago, 20),), policy=policy)
        assert [b.week for b in told(RULE, agency, a_plan(c1="w1"))] == refused


def test_dose_does_not_fade_within_a_window():
    longer = an_agency(TEAM, [an_hour(weeks=5)], policy=limit(28, 3999))
    assert [b.week for b in told(RULE, longer, a_plan(c1="w1"))] == [3, 4]


def test_planned_dose_of_open_cases_takes_room():
    cases = [an_hour("o1"), an_hour("c1")]
    agency = an_agency(TEAM, cases, assignments=(held("o1", "w1"),), policy=limit(7, 1999))
    assert [b.needed for b in told(RULE, agency, a_plan(c1="w1"))] == [2000]
    assert told(RULE, agency, a_plan(c1="w2")) == []


def test_two_cases_that_fit_alone_may_not_fit_together():
    agency = an_agency(TEAM, [an_hour("c1"), an_hour("c2")], policy=limit(7, 1999))
    assert [b.needed for b in told(RULE, agency, a_plan(c1="w1", c2="w1"))] == [2000]
    assert told(RULE, agency, a_plan(c1="w1", c2="w2")) == []


def test_the_limit_is_of_the_budget_of_the_week_in_which_the_window_ends():
    new = a_worker("w1", months_in_field=3, months_in_post=2)
    agency = an_agency([new], [an_hour(weeks=8, hours=9)], policy=limit(7, 1000))
    limits = {b.week: b.limit for b in told(RULE, agency, a_plan(c1="w1"))}
    assert limits[0] == 250
    assert limits[7] == 500


def test_a_supporting_worker_takes_a_share():
    case = an_hour(hours=4, rubric=a_tier(4))
    for units, refused in ((16_000, set()), (15_999, {"w1", "w2"})):
        agency = an_agency([a_worker("w1"), a_worker("w2", fte=500)], [case], policy=limit(7, units))
        found = told(RULE, agency, a_plan(c1=("w1", "w2")))
        assert {b.worker for b in found} == refused


def test_a_covered_week_is_dose_of_the_cover_worker_and_not_of_the_lead():
    week_off = Days(first=TODAY, last=TODAY + timedelta(days=6))
    away = a_worker("w1", leave=(week_off,))
    case = an_hour(weeks=2, hours=2)
    agency = an_agency([away, a_worker("w2")], [case], policy=limit(7, 1999))
    covered = Proposed(case="c1", worker="w1", cover=(Cover(week=1, worker="w2"),))
    found = told(RULE, agency, Plan(assignments=(covered,)))
    assert sorted((b.worker, b.week) for b in found) == [("w1", 1), ("w2", 0)]


def test_a_worker_on_duty_leads_an_immediate_response_beyond_every_window():
    days = (Days(first=TODAY, last=TODAY),)
    team = [a_worker("w1", duty=days), a_worker("w2")]
    now: dict[str, Any] = {"kind": Kind.IMMEDIATE_RESPONSE, "response_deadline": TODAY}
    case = an_hour(hours=30, rubric=a_tier(4), **now)
    agency = an_agency(team, [case], policy=limit(7, 1000))
    assert told(RULE, agency, a_plan(c1="w1")) == []
    assert {b.worker for b in told(RULE, agency, a_plan(c1="w2"))} == {"w2"}
    assert {b.worker for b in told(RULE, agency, a_plan(c1=("w2", "w1")))} == {"w1", "w2"}
