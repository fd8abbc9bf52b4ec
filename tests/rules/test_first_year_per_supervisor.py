"""First year per supervisor: one supervisor's first-year workers lead only a few severe cases."""

from typing import Any

import pytest

from planner.domain import Days, Kind, Plan, Proposed, Setting, Team
from planner.rule import Breach
from planner.rules.first_year_per_supervisor import FirstYearPerSupervisor
from tests.builders import TODAY, a_case, a_plan, a_tier, a_worker, an_agency, held
from tests.rules.asking import told

RULE = FirstYearPerSupervisor()
BOSS, OTHER = a_worker("s1"), a_worker("s2")


def new(id: str, supervisor: str | None = "s1", **changes: object):
    fields = {"months_in_field": 11, "months_in_post": 11} | changes
    return a_worker(id, supervisor=supervisor, **fields)


def severe(*ids: str, tier: int = 4, **changes: object):
    return [a_case(case, rubric=a_tier(tier), **changes) for case in ids]


def agency_with(limit: int, cases, workers=(new("w1"), new("w2")), **changes: object):
    policy = {"first_year_severe_per_supervisor": limit}
    return an_agency([BOSS, OTHER, *workers], cases, policy=policy, **changes)


def test_as_many_as_the_limit_between_them_are_allowed():
    agency = agency_with(2, severe("c1", "c2"))
    assert told(RULE, agency, a_plan(c1="w1", c2="w2")) == []


def test_one_more_is_refused_and_every_lead_is_told():
    agency = agency_with(2, severe("c1", "c2", "c3"))
    assert told(RULE, agency, a_plan(c1="w1", c2="w2", c3="w1")) == [
        Breach("first-year-per-supervisor", case, worker, "supervisor:s1", limit=2, needed=3)
        for case, worker in (("c1", "w1"), ("c2", "w2"), ("c3", "w1"))
    ]


def test_none_is_allowed_even_where_the_limit_is_none():
    assert told(RULE, agency_with(0, severe("c1"))) == []


def test_those_carried_already_count_and_nobody_is_blamed_for_them():
    cases = [*severe("o1", "o2", "c1"), a_case("c2")]
    open_cases = (held("o1", "w1"), held("o2", "w2"))
    agency = agency_with(2, cases, assignments=open_cases)
    assert [b.needed for b in told(RULE, agency, a_plan(c1="w2", c2="w1"))] == [3]
    fewer = agency_with(1, cases, assignments=open_cases)
    assert told(RULE, fewer, a_plan(c2="w1")) == []
    assert [b.needed for b in told(RULE, fewer, a_plan(c1="w2"))] == [3]


def test_supporting_open_cases_and_cases_of_a_lower_tier_do_not_count():
    cases = [*severe("o1", "c1"), *severe("o2", "c2", tier=3)]
    open_cases = (held("o1", "s2", support="w1"), held("o2", "w1"))
    agency = agency_with(1, cases, assignments=open_cases)
    assert told(RULE, agency, a_plan(c1="w1", c2="w2")) == []


def test_workers_after_their_first_year_do_not_count():
    workers = (new("w1"), new("w2", months_in_field=12))
    assert told(RULE, agency_with(1, severe("c1", "c2"), workers), a_plan(c1="w1", c2="w2")) == []


def test_each_supervisor_has_their_own():
    workers = (new("w1"), new("w2", "s2"))
    agency = agency_with(1, severe("c1", "c2"), workers)
    assert told(RULE, agency, a_plan(c1="w1", c2="w2")) == []
    assert {b.what for b in told(RULE, agency, a_plan(c1="w2", c2="w2"))} == {"supervisor:s2"}


@pytest.mark.parametrize(("supervisor", "refused"), [("s1", ["w1", "w2"]), (None, [])])
def test_the_teams_supervisor_stands_in_for_a_missing_one(supervisor: str | None, refused: list[str]):
    team = Team(id="blue", office="north", setting=Setting.CHILD_WELFARE, supervisor=supervisor)
    workers = (new("w1", None), new("w2", None))
    agency = agency_with(1, severe("c1", "c2"), workers, teams=(team,))
    found = told(RULE, agency, a_plan(c1="w1", c2="w2"))
    assert [b.worker for b in found] == refused


def test_a_worker_on_duty_leads_an_immediate_response_beyond_it():
    workers = (new("w1", duty=(Days(first=TODAY, last=TODAY),)), new("w2"))
    now: dict[str, Any] = {"kind": Kind.IMMEDIATE_RESPONSE, "response_deadline": TODAY}
    agency = agency_with(0, severe("c1", **now), workers)
    assert told(RULE, agency, a_plan(c1="w1")) == []
    assert [b.worker for b in told(RULE, agency, a_plan(c1="w2"))] == ["w2"]


def test_a_case_led_twice_counts_twice():
    twice = (Proposed(case="c1", worker="w1"), Proposed(case="c1", worker="w2"))
    found = told(RULE, agency_with(1, severe("c1")), Plan(assignments=twice))
    assert [b.needed for b in found] == [2, 2]
