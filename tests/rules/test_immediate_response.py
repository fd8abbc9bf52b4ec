"""Immediate response: who takes one on duty is given nothing else new with it."""

from datetime import date, timedelta
from typing import Any

import pytest

from planner.domain import Case, Cover, Days, GroupRule, Kind, Plan, Proposed
from planner.rule import Breach
from planner.rules.immediate_response import ImmediateResponse
from tests.builders import TODAY, a_case, a_plan, a_tier, a_worker, an_agency, held
from tests.rules.asking import told

RULE = ImmediateResponse()
NOW = (Days(first=TODAY, last=TODAY),)
TEAM = [a_worker("w1", duty=NOW), a_worker("w2")]
BREACH = Breach("immediate-response", worker="w1")
FAMILY: dict[str, Any] = {"group": "g1", "group_rule": GroupRule.TOGETHER}


def response(id: str = "r1", due: date = TODAY, **changes: Any) -> Case:
    return a_case(id, kind=Kind.IMMEDIATE_RESPONSE, response_deadline=due, **changes)


def test_an_immediate_response_alone_is_allowed():
    assert told(RULE, an_agency(TEAM, [response()]), a_plan(r1="w1")) == []


def test_one_more_case_beside_it_is_refused():
    agency = an_agency(TEAM, [response(), a_case("c1")])
    assert told(RULE, agency, a_plan(r1="w1", c1="w1")) == [BREACH]
    assert told(RULE, agency, a_plan(r1="w1", c1="w2")) == []


def test_nothing_new_is_allowed():
    assert told(RULE, an_agency(TEAM, [response(), a_case("c1")])) == []


def test_a_second_immediate_response_beside_it_is_refused():
    agency = an_agency(TEAM, [response("r1"), response("r2")])
    assert told(RULE, agency, a_plan(r1="w1", r2="w1")) == [BREACH]
    assert told(RULE, agency, a_plan(r1="w1", r2="w2")) == []


def test_supporting_another_case_beside_it_is_refused():
    agency = an_agency(TEAM, [response(), a_case("c1", rubric=a_tier(4))])
    assert told(RULE, agency, a_plan(r1="w1", c1=("w2", "w1"))) == [BREACH]


def test_supporting_another_immediate_response_beside_it_is_refused():
    agency = an_agency(TEAM, [response("r1"), response("r2", two_workers=True)])
    assert told(RULE, agency, a_plan(r1="w1", r2=("w2", "w1"))) == [BREACH]


def test_covering_another_case_beside_it_is_refused():
    away = a_worker("w2", leave=(Days(first=TODAY, last=TODAY + timedelta(days=6)),))
    agency = an_agency([TEAM[0], away], [response(), a_case("c1")])
    covered = Proposed(case="c1", worker="w2", cover=(Cover(week=1, worker="w1"),))
    beside = Plan(assignments=(covered, Proposed(case="r1", worker="w1")))
    assert told(RULE, agency, beside) == [BREACH]
    assert told(RULE, agency, Plan(assignments=(covered,))) == []


@pytest.mark.parametrize("sibling", [response("r2", **FAMILY), a_case("r2", **FAMILY)])
def test_a_family_that_goes_together_is_one_response(sibling):
    agency = an_agency(TEAM, [response("r1", **FAMILY), sibling, a_case("c1")])
    assert told(RULE, agency, a_plan(r1="w1", r2="w1")) == []
    assert told(RULE, agency, a_plan(r1="w1", r2="w1", c1="w1")) == [BREACH]


def test_two_families_are_two_responses():
    other = FAMILY | {"group": "g2"}
    families = [response("r1", **FAMILY), response("r2", **FAMILY)]
    families += [response("s1", **other), response("s2", **other)]
    agency = an_agency(TEAM, families)
    assert told(RULE, agency, a_plan(r1="w1", r2="w1", s1="w1", s2="w1")) == [BREACH]
    assert told(RULE, agency, a_plan(r1="w1", r2="w1", s1="w2", s2="w2")) == []


def test_a_group_that_is_only_preferably_together_is_several_responses():
    preferred = FAMILY | {"group_rule": GroupRule.PREFERRED}
    agency = an_agency(TEAM, [response("r1", **preferred), response("r2", **preferred)])
    assert told(RULE, agency, a_plan(r1="w1", r2="w1")) == [BREACH]


def test_an_immediate_response_that_is_due_later_is_something_else():
    later = TODAY + timedelta(days=1)
    on_duty = a_worker("w1", duty=(Days(first=TODAY, last=later),))
    cases = [response("r1"), response("r2", later), response("r3", later)]
    agency = an_agency([on_duty, a_worker("w2")], cases)
    assert told(RULE, agency, a_plan(r2="w1", r3="w1")) == []
    assert told(RULE, agency, a_plan(r1="w1", r2="w1")) == [BREACH]


def test_who_takes_an_immediate_response_without_duty_is_free_to_take_more():
    agency = an_agency(TEAM, [response(), a_case("c1")])
    assert told(RULE, agency, a_plan(r1="w2", c1="w2")) == []


def test_supporting_an_immediate_response_is_no_duty():
    agency = an_agency(TEAM, [response(two_workers=True), a_case("c1")])
    assert told(RULE, agency, a_plan(r1=("w2", "w1"), c1="w1")) == []


def test_open_cases_are_nothing_new():
    agency = an_agency(TEAM, [response(), a_case("o1")], assignments=(held("o1", "w1"),))
    assert told(RULE, agency, a_plan(r1="w1")) == []
