"""Severest at once: nobody works on more than a few cases of the severest tier at one time."""

import pytest

from planner.rule import Breach
from planner.rules.severest_at_once import SeverestAtOnce
from tests.builders import a_case, a_plan, a_tier, a_worker, an_agency, held
from tests.rules.asking import told

RULE = SeverestAtOnce()
TEAM = [a_worker("w1"), a_worker("w2")]


def severest(*ids: str):
    return [a_case(case, rubric=a_tier(5)) for case in ids]


def at_most(count: int) -> dict[str, int]:
    return {"severest_at_once": count}


def test_as_many_as_the_limit_is_allowed():
    agency = an_agency(TEAM, severest("c1", "c2"), policy=at_most(2))
    assert told(RULE, agency, a_plan(c1="w1", c2="w1")) == []


def test_one_more_is_refused():
    agency = an_agency(TEAM, severest("c1", "c2", "c3"), policy=at_most(2))
    breach = Breach("severest-at-once", worker="w1", limit=2, needed=3)
    assert told(RULE, agency, a_plan(c1="w1", c2="w1", c3="w1")) == [breach]


def test_none_is_allowed_even_where_the_limit_is_none():
    assert told(RULE, an_agency(TEAM, severest("c1"), policy=at_most(0))) == []


def test_a_case_of_the_tier_below_does_not_count():
    agency = an_agency(TEAM, [a_case("c1", rubric=a_tier(4))], policy=at_most(0))
    assert told(RULE, agency, a_plan(c1="w1")) == []


def test_supporting_counts_as_leading_does():
    agency = an_agency(TEAM, severest("c1", "c2"), policy=at_most(1))
    found = told(RULE, agency, a_plan(c1=("w1", "w2"), c2="w2"))
    assert [(breach.worker, breach.needed) for breach in found] == [("w2", 2)]


@pytest.mark.parametrize("carrier", [held("o1", "w1"), held("o1", "w2", support="w1")])
def test_what_is_carried_in_either_role_counts(carrier):
    agency = an_agency(TEAM, severest("o1", "c1"), assignments=(carrier,), policy=at_most(1))
    assert [breach.needed for breach in told(RULE, agency, a_plan(c1="w1"))] == [2]


def test_who_carries_too_many_already_is_not_blamed_for_them_and_may_take_others():
    cases = [*severest("o1", "o2"), a_case("c1")]
    open_cases = (held("o1", "w1"), held("o2", "w1"))
    agency = an_agency(TEAM, cases, assignments=open_cases, policy=at_most(1))
    assert told(RULE, agency) == []
    assert told(RULE, agency, a_plan(c1="w1")) == []
