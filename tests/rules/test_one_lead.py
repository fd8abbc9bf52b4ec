"""One lead: each case has at most one lead worker, and support only beside a lead."""

from planner.domain import Plan, Proposed
from planner.rule import Breach
from planner.rules.one_lead import OneLead
from tests.builders import a_case, a_plan, a_tier, a_worker, an_agency
from tests.rules.asking import told

RULE = OneLead()


def agency_with(**case: object):
    return an_agency([a_worker("w1"), a_worker("w2"), a_worker("w3")], [a_case("c1", **case)])


def test_one_lead_with_one_support_is_allowed_on_a_severe_case():
    assert told(RULE, agency_with(rubric=a_tier(4)), a_plan(c1=("w1", "w2"))) == []


def test_a_second_lead_is_refused():
    leads = tuple(Proposed(case="c1", worker=worker) for worker in ("w1", "w2"))
    breach = Breach("one-lead", case="c1", what="two-leads", limit=1, needed=2)
    assert told(RULE, agency_with(), Plan(assignments=leads)) == [breach]


def test_the_same_lead_twice_is_refused():
    twice = (Proposed(case="c1", worker="w1"),) * 2
    assert [b.what for b in told(RULE, agency_with(), Plan(assignments=twice))] == ["two-leads"]


def test_no_lead_is_allowed():
    assert told(RULE, agency_with(rubric=a_tier(4))) == []


def test_support_is_refused_where_none_may_be_asked_for():
    breach = Breach("one-lead", case="c1", what="no-support-asked")
    assert told(RULE, agency_with(rubric=a_tier(3)), a_plan(c1=("w1", "w2"))) == [breach]


def test_a_case_that_needs_two_workers_may_have_support_whatever_its_tier():
    assert told(RULE, agency_with(two_workers=True), a_plan(c1=("w1", "w2"))) == []


def test_nobody_supports_themselves():
    breach = Breach("one-lead", case="c1", worker="w1", what="both-roles")
    assert told(RULE, agency_with(rubric=a_tier(4)), a_plan(c1=("w1", "w1"))) == [breach]


def test_a_worker_may_support_one_case_and_lead_another():
    cases = [a_case(case, rubric=a_tier(4)) for case in ("c1", "c2")]
    agency = an_agency([a_worker("w1"), a_worker("w2")], cases)
    assert told(RULE, agency, a_plan(c1=("w1", "w2"), c2=("w2", "w1"))) == []
