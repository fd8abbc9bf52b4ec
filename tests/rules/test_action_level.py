"""Action level: who has reached it is given no new severe case."""

from datetime import timedelta
from typing import Any

import pytest

from planner.domain import Case, Cover, Days, Kind, Plan, PrivateProfile, Proposed, Step
from planner.rule import Breach
from planner.rules.action_level import ActionLevel
from tests.builders import TODAY, a_case, a_plan, a_stage, a_tier, a_worker, an_agency, held
from tests.rules.asking import told

RULE = ActionLevel()
OPEN = a_case("o1", stages=(a_stage(4, exposure=240),))
"""Four weeks, which are a half-life: in its last week it has come to half of four units."""


def agency_with(units: int, *new: Case, **changes: Any):
    """Return an agency of two workers of whom the first carries 2,000 thousandths in week 4."""
    team = changes.pop("team", [a_worker("w1"), a_worker("w2")])
    settings = {"unit_budget": units, "action_level_share": 800} | changes.pop("policy", {})
    cases = [OPEN, *(new or [a_case("c1", rubric=a_tier(4))])]
    return an_agency(team, cases, assignments=(held("o1", "w1"),), policy=settings, **changes)


def test_who_stays_just_below_the_action_level_may_be_given_a_severe_case():
    assert told(RULE, agency_with(2501), a_plan(c1="w1")) == []


def test_who_reaches_it_exactly_is_given_none():
    breach = Breach("action-level", case="c1", worker="w1", week=3, limit=1999, needed=2000)
    assert told(RULE, agency_with(2500), a_plan(c1="w1")) == [breach]


def test_nothing_new_is_allowed_however_much_is_carried():
    assert told(RULE, agency_with(1000)) == []


def test_the_worst_week_is_told():
    (found,) = told(RULE, agency_with(1000), a_plan(c1="w1"))
    assert (found.week, found.limit, found.needed) == (3, 799, 2000)


@pytest.mark.parametrize(("tier", "refused"), [(3, []), (4, ["w1"]), (5, ["w1"])])
def test_only_severe_cases_are_kept_from_them(tier: int, refused: list[str]):
    agency = agency_with(2500, a_case("c1", rubric=a_tier(tier)))
    assert [b.worker for b in told(RULE, agency, a_plan(c1="w1"))] == refused


def test_supporting_a_severe_case_is_being_given_it():
    found = told(RULE, agency_with(2500), a_plan(c1=("w2", "w1")))
    assert [b.worker for b in found] == ["w1"]


def test_covering_a_week_of_it_is_not():
    away = a_worker("w2", leave=(Days(first=TODAY, last=TODAY + timedelta(days=6)),))
    agency = agency_with(2500, team=[a_worker("w1"), away])
    covered = Proposed(case="c1", worker="w2", cover=(Cover(week=1, worker="w1"),))
    assert told(RULE, agency, Plan(assignments=(covered,))) == []


def test_only_the_coming_harm_weeks_count():
    for weeks, refused in ((3, []), (4, ["w1"])):
        agency = agency_with(2500, policy={"harm_weeks": weeks})
        assert [b.worker for b in told(RULE, agency, a_plan(c1="w1"))] == refused


def test_the_level_is_of_the_own_budget():
    lighter = PrivateProfile(worker="w1", step=Step.LIGHTER)
    agency = agency_with(3000, profiles=(lighter,))
    assert [b.worker for b in told(RULE, agency, a_plan(c1="w1"))] == ["w1"]
    assert told(RULE, agency.public(), a_plan(c1="w1")) == []


def test_a_worker_on_duty_leads_an_immediate_response_all_the_same():
    on_duty = a_worker("w1", duty=(Days(first=TODAY, last=TODAY),))
    now = {"kind": Kind.IMMEDIATE_RESPONSE, "response_deadline": TODAY}
    response = a_case("c1", rubric=a_tier(5), **now)
    agency = agency_with(2500, response, team=[on_duty, a_worker("w2")])
    assert told(RULE, agency, a_plan(c1="w1")) == []
    assert [b.worker for b in told(RULE, agency, a_plan(c1=("w2", "w1")))] == ["w1"]
