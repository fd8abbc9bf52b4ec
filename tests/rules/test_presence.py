"""Presence: somebody is at work before the deadline, and short leave of the lead is covered."""

from datetime import date, timedelta
from typing import Any

import pytest

from planner.domain import Cover, Days, Hold, Plan, Proposed, Wish
from planner.rule import Breach
from planner.rules.presence import Presence
from tests.builders import TODAY, a_case, a_plan, a_stage, a_worker, an_agency, held
from tests.rules.asking import told

RULE = Presence()
LATE = {"response_deadline": TODAY + timedelta(days=60)}
FRIDAY, SATURDAY = 4, 5  # TODAY is a Monday


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def days(first: int, last: int) -> tuple[Days, ...]:
    return (Days(first=after(first), last=after(last)),)


def covered(*weeks: tuple[int, str], lead: str = "w1", case: str = "c1") -> Plan:
    """Return a plan in which the lead's weeks, counted from 1, are covered."""
    cover = tuple(Cover(week=week, worker=who) for week, who in weeks)
    return Plan(assignments=(Proposed(case=case, worker=lead, cover=cover),))


def said(lead: Any, plan: Plan, case: Any = None, cover: Any = None, **agency: Any) -> list[Breach]:
    """Return the breaches of a plan for a case, two more workers beside the lead."""
    team = [a_worker("w1", **lead), a_worker("w2", **(cover or {})), a_worker("w3")]
    return told(RULE, an_agency(team, [a_case("c1", **LATE | (case or {}))], **agency), plan)


def breach(what: str, worker: str = "w1", **more: int) -> Breach:
    return Breach("presence", case="c1", worker=worker, what=what, **more)


# away


def test_exactly_as_many_days_away_as_allowed_is_allowed():
    fortnight = {"leave": days(0, 13)}
    assert said(fortnight, covered((1, "w2"), (2, "w2")), policy={"away_days": 10}) == []


def test_one_working_day_more_is_refused():
    longer = {"leave": days(0, 14)}
    found = said(longer, covered((1, "w2"), (2, "w2")), policy={"away_days": 10})
    assert found == [breach("long-away", limit=10, needed=11)]


def test_nothing_given_is_allowed():
    assert said({"leave": days(0, 60), "last_day": after(1)}, Plan()) == []


def test_weekends_and_days_beyond_the_coming_four_weeks_are_not_away():
    assert said({"leave": days(26, 90)}, a_plan(c1="w1"), policy={"away_days": 0}) == []


# the response deadline


@pytest.mark.parametrize(("back", "refused"), [(1, []), (2, [breach("away-at-deadline")])])
def test_the_lead_is_at_work_by_the_day_of_the_deadline(back: int, refused):
    short = {"leave": days(0, back - 1)}
    assert said(short, a_plan(c1="w1"), {"response_deadline": after(1)}) == refused


@pytest.mark.parametrize("today", [0, SATURDAY])
@pytest.mark.parametrize(("away", "refused"), [(-1, []), (0, [breach("away-at-deadline")])])
def test_a_deadline_that_is_over_is_the_next_working_day(today: int, away: int, refused):
    monday = 7 if today == SATURDAY else 0
    lead = {"leave": days(-30, monday + away)}
    over = {"received": after(-30), "response_deadline": after(-5)}
    assert said(lead, a_plan(c1="w1"), over, date=after(today)) == refused


@pytest.mark.parametrize(
    ("duty", "refused"), [(days(5, 5), []), (days(6, 6), [breach("away-at-deadline")])]
)
def test_duty_on_a_weekend_is_being_at_work(duty, refused):
    lead, friday = {"leave": days(0, FRIDAY), "duty": duty}, after(FRIDAY)
    saturday = {"response_deadline": after(SATURDAY)}
    assert said(lead, a_plan(c1="w1"), saturday, date=friday) == refused


def test_a_lead_who_is_away_at_the_deadline_may_be_covered_in_its_week():
    week = {"leave": days(0, FRIDAY)}
    assert said(week, covered((1, "w2")), {"response_deadline": after(2)}) == []
    assert said(week, a_plan(c1="w1"), {"response_deadline": after(2)}) == [
        breach("without-cover", week=0)
    ]


@pytest.mark.parametrize(("back", "refused"), [(1, []), (2, [breach("cover-away", "w2", week=0)])])
def test_who_covers_the_week_of_the_deadline_is_at_work_by_it(back: int, refused):
    lead, cover = {"leave": days(0, FRIDAY)}, {"leave": days(0, back - 1)}
    due = {"response_deadline": after(1)}
    assert said(lead, covered((1, "w2")), due, cover) == refused
    assert said(lead, covered((1, "w2")), {}, cover) == []


@pytest.mark.parametrize("met", [{"first_met": TODAY}, {}])
def test_a_case_already_met_has_no_deadline(met):
    due = {"response_deadline": TODAY}
    refused = [] if met else [breach("away-at-deadline")]
    assert said({"leave": days(0, 0)}, a_plan(c1="w1"), due | met) == refused
    refused = [] if met else [breach("cover-away", "w2", week=0)]
    lead, cover = {"leave": days(0, FRIDAY)}, {"leave": days(0, 0)}
    assert said(lead, covered((1, "w2")), due | met, cover) == refused


def test_an_open_case_has_no_deadline():
    moving = held("c1", "w3").model_copy(update={"hold": Hold.MOVABLE, "wish": Wish.CLIENT})
    due = {"response_deadline": TODAY}
    assert said({"leave": days(0, 1)}, a_plan(c1="w1"), due, assignments=(moving,)) == []
    lead, cover = {"leave": days(0, FRIDAY)}, {"leave": days(0, 0)}
    assert said(lead, covered((1, "w2")), due, cover, assignments=(moving,)) == []


# leaving


@pytest.mark.parametrize(("last", "refused"), [(28, []), (27, [breach("leaving")])])
def test_a_last_day_at_the_end_of_the_case_is_allowed(last: int, refused):
    four_weeks = {"stages": (a_stage(weeks=4),)}
    assert said({"last_day": after(last)}, a_plan(c1="w1"), four_weeks) == refused


@pytest.mark.parametrize(("last", "refused"), [(28, []), (27, [breach("leaving", "w2")])])
def test_who_supports_is_there_until_the_end_of_the_case_too(last: int, refused):
    case, leaves = {"stages": (a_stage(weeks=4),), "two_workers": True}, {"last_day": after(last)}
    assert said({}, a_plan(c1=("w1", "w2")), case, leaves) == refused


def test_who_covers_may_leave_after_it():
    lead, leaves = {"leave": days(0, FRIDAY)}, {"last_day": after(FRIDAY)}
    assert said(lead, covered((1, "w2")), cover=leaves) == []


@pytest.mark.parametrize(("last", "refused"), [(42, []), (41, [breach("leaving")])])
def test_no_further_ahead_than_leaver_weeks_is_looked(last: int, refused):
    long = {"stages": (a_stage(weeks=50),)}
    found = said({"last_day": after(last)}, a_plan(c1="w1"), long, policy={"leaver_weeks": 6})
    assert found == refused


# cover


@pytest.mark.parametrize(
    ("last", "plan", "refused"),
    [
        (1, a_plan(c1="w1"), []),
        (1, covered((1, "w2")), [breach("cover-not-needed", week=0)]),
        (2, covered((1, "w2")), []),
        (2, a_plan(c1="w1"), [breach("without-cover", week=0)]),
        (2, covered((1, "w2"), (2, "w3")), [breach("cover-not-needed", week=1)]),
        (2, covered((1, "w2"), (1, "w3")), [breach("without-cover", week=0)]),
    ],
)
def test_each_week_with_so_many_days_away_has_one_cover_worker_and_no_other(last, plan, refused):
    assert said({"leave": days(0, last)}, plan, policy={"covered_days": 3}) == refused


def test_weeks_may_have_different_cover_workers():
    fortnight = {"leave": days(7, 20)}
    assert said(fortnight, covered((2, "w2"), (3, "w3"))) == []
    assert said(fortnight, covered((2, "w2"))) == [breach("without-cover", week=2)]


def test_only_weeks_in_the_life_of_a_case_are_covered():
    one_week, away = {"stages": (a_stage(weeks=1),)}, {"leave": days(7, 13)}
    assert said(away, a_plan(c1="w1"), one_week) == []
    found = said(away, covered((2, "w2")), one_week)
    assert breach("cover-not-needed", week=1) in found


@pytest.mark.parametrize(("last", "refused"), [(1, []), (2, [breach("cover-away", "w2", week=0)])])
def test_who_covers_is_not_away_so_long_in_that_week(last: int, refused):
    lead, cover = {"leave": days(0, FRIDAY)}, {"leave": days(0, last)}
    assert said(lead, covered((1, "w2")), cover=cover) == refused


def test_the_lead_covers_no_week_of_their_own_leave():
    found = said({"leave": days(0, FRIDAY)}, covered((1, "w1")))
    assert found == [breach("cover-away", "w1", week=0)]


def test_support_does_not_stand_in_for_cover_but_may_cover():
    lead, two = {"leave": days(0, FRIDAY)}, {"two_workers": True}
    assert said(lead, a_plan(c1=("w1", "w2")), two) == [breach("without-cover", week=0)]
    both = Proposed(case="c1", worker="w1", support="w2", cover=(Cover(week=1, worker="w2"),))
    assert said(lead, Plan(assignments=(both,)), two) == []


def test_a_supporting_worker_long_away_is_refused():
    away = a_worker("w2", leave=(Days(first=TODAY, last=TODAY + timedelta(days=18)),))
    agency = an_agency([a_worker("w1", months_in_field=6, months_in_post=6), away], [a_case("c1")])
    found = told(RULE, agency, a_plan(c1=("w1", "w2")))
    assert [(breach.worker, breach.what, breach.needed) for breach in found] == [("w2", "long-away", 15)]
