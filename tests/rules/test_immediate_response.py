"""Immediate response: who takes one on duty is given nothing else new with it."""

from datetime import timedelta

from planner.domain import Cover, Days, Kind, Plan, Proposed
from planner.rule import Breach
from planner.rules.immediate_response import ImmediateResponse
from tests.builders import TODAY, a_case, a_plan, a_tier, a_worker, an_agency, held
from tests.rules.asking import told

RULE = ImmediateResponse()
NOW = (Days(first=TODAY, last=TODAY),)
TEAM = [a_worker("w1", duty=NOW), a_worker("w2")]
BREACH = Breach("immediate-response", worker="w1")


def response(id: str = "r1", **changes: object):
    return a_case(id, kind=Kind.IMMEDIATE_RESPONSE, **changes)


def test_an_immediate_response_alone_is_allowed():
    assert told(RULE, an_agency(TEAM, [response()]), a_plan(r1="w1")) == []


def test_one_more_case_beside_it_is_refused():
    agency = an_agency(TEAM, [response(), a_case("c1")])
    assert told(RULE, agency, a_plan(r1="w1", c1="w1")) == [BREACH]
    assert told(RULE, agency, a_plan(r1="w1", c1="w2")) == []


def test_nothing_new_is_allowed():
    assert told(RULE, an_agency(TEAM, [response(), a_case("c1")])) == []


def test_supporting_another_case_beside_it_is_refused():
    agency = an_agency(TEAM, [response(), a_case("c1", rubric=a_tier(4))])
    assert told(RULE, agency, a_plan(r1="w1", c1=("w2", "w1"))) == [BREACH]


def test_covering_another_case_beside_it_is_refused():
    away = a_worker("w2", leave=(Days(first=TODAY, last=TODAY + timedelta(days=6)),))
    agency = an_agency([TEAM[0], away], [response(), a_case("c1")])
    covered = Proposed(case="c1", worker="w2", cover=(Cover(week=1, worker="w1"),))
    beside = Plan(assignments=(covered, Proposed(case="r1", worker="w1")))
    assert told(RULE, agency, beside) == [BREACH]
    assert told(RULE, agency, Plan(assignments=(covered,))) == []


def test_further_immediate_responses_on_duty_are_allowed_beside_it():
    agency = an_agency(TEAM, [response("r1"), response("r2"), response("r3"), a_case("c1")])
    assert told(RULE, agency, a_plan(r1="w1", r2="w1", r3="w1")) == []
    assert told(RULE, agency, a_plan(r1="w1", r2="w1", r3="w1", c1="w1")) == [BREACH]


def test_an_immediate_response_due_before_the_duty_begins_is_something_else():
    later = TODAY + timedelta(days=2)
    on_duty = a_worker("w1", duty=(Days(first=later, last=later),))
    soon, late = response("r1", response_deadline=TODAY), response("r2", response_deadline=later)
    agency = an_agency([on_duty, a_worker("w2")], [soon, late])
    assert told(RULE, agency, a_plan(r1="w1")) == []
    assert told(RULE, agency, a_plan(r1="w1", r2="w1")) == [BREACH]


def test_who_takes_an_immediate_response_without_duty_is_free_to_take_more():
    agency = an_agency(TEAM, [response(), a_case("c1")])
    assert told(RULE, agency, a_plan(r1="w2", c1="w2")) == []


def test_open_cases_are_nothing_new():
    agency = an_agency(TEAM, [response(), a_case("o1")], assignments=(held("o1", "w1"),))
    assert told(RULE, agency, a_plan(r1="w1")) == []
