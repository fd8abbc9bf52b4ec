"""One lead: each case has at most one lead worker, and support only where one is asked for."""

import pytest

from planner.domain import Plan, Proposed
from planner.rule import Breach
from planner.rules.one_lead import OneLead
from tests.builders import a_case, a_plan, a_tier, a_worker, an_agency
from tests.rules.asking import told

RULE = OneLead()
NEW = {"months_in_field": 11, "months_in_post": 11}
SEVERE = {"rubric": a_tier(4)}
TWO = {"two_workers": True}
NOT_ASKED = Breach("one-lead", case="c1", what="no-support-asked")


def agency_with(**case: object):
    """Return three workers, the second in the first year, and a case."""
    team = [a_worker("w1"), a_worker("w2", **NEW), a_worker("w3")]
    return an_agency(team, [a_case("c1", **case)])


def leads(*workers: str | tuple[str, str]) -> Plan:
    pairs = [(who, None) if isinstance(who, str) else who for who in workers]
    return Plan(assignments=tuple(Proposed(case="c1", worker=w, support=s) for w, s in pairs))


def test_one_lead_is_allowed_and_in_the_first_year_one_support_on_a_severe_case():
    assert told(RULE, agency_with(**SEVERE), a_plan(c1="w1")) == []
    assert told(RULE, agency_with(**SEVERE), a_plan(c1=("w2", "w1"))) == []


def test_a_second_lead_is_refused():
    breach = Breach("one-lead", case="c1", what="two-leads", limit=1, needed=2)
    assert told(RULE, agency_with(), leads("w1", "w2")) == [breach]


def test_the_same_lead_twice_is_refused():
    assert [b.what for b in told(RULE, agency_with(), leads("w1", "w1"))] == ["two-leads"]


@pytest.mark.parametrize("case", [{}, SEVERE, TWO])
def test_no_lead_is_allowed(case):
    assert told(RULE, agency_with(**case)) == []


@pytest.mark.parametrize("lead", ["w1", "w2"])
def test_support_is_refused_where_none_may_be_asked_for(lead: str):
    assert told(RULE, agency_with(rubric=a_tier(3)), a_plan(c1=(lead, "w3"))) == [NOT_ASKED]


def test_support_of_a_severe_case_is_refused_where_the_lead_is_beyond_the_first_year():
    assert told(RULE, agency_with(**SEVERE), a_plan(c1=("w1", "w3"))) == [NOT_ASKED]
    assert told(RULE, agency_with(**SEVERE), a_plan(c1=("w1", "w2"))) == [NOT_ASKED]


def test_twelve_months_in_the_field_are_beyond_the_first_year():
    months = {"months_in_field": 12, "months_in_post": 12}
    team = [a_worker("w1", **months), a_worker("w2")]
    agency = an_agency(team, [a_case("c1", **SEVERE)])
    assert told(RULE, agency, a_plan(c1=("w1", "w2"))) == [NOT_ASKED]


@pytest.mark.parametrize("tier", [1, 4])
@pytest.mark.parametrize("lead", ["w1", "w2"])
def test_a_case_that_needs_two_workers_has_exactly_two_whatever_its_tier(tier: int, lead: str):
    agency = agency_with(rubric=a_tier(tier), **TWO)
    alone = Breach("one-lead", case="c1", what="one-of-two-workers")
    assert told(RULE, agency, a_plan(c1=(lead, "w3"))) == []
    assert told(RULE, agency, a_plan(c1=lead)) == [alone]
    found = told(RULE, agency, leads((lead, "w3"), lead))
    assert {breach.what for breach in found} == {"two-leads", "one-of-two-workers"}


def test_nobody_is_both_of_two_workers():
    breach = Breach("one-lead", case="c1", worker="w1", what="both-roles")
    assert told(RULE, agency_with(**TWO), a_plan(c1=("w1", "w1"))) == [breach]


def test_where_two_are_not_needed_only_the_support_that_nobody_asked_for_is_told():
    assert told(RULE, agency_with(**SEVERE), a_plan(c1=("w1", "w1"))) == [NOT_ASKED]
    assert told(RULE, agency_with(), a_plan(c1=("w1", "w1"))) == [NOT_ASKED]


def test_a_worker_may_support_one_case_and_lead_another():
    cases = [a_case(case, **TWO) for case in ("c1", "c2")]
    agency = an_agency([a_worker("w1"), a_worker("w2")], cases)
    assert told(RULE, agency, a_plan(c1=("w1", "w2"), c2=("w2", "w1"))) == []
