"""Own limits: nobody is given what they said, without a reason, they do not take for now."""

from datetime import timedelta

import pytest

from planner.domain import Fact, PrivateProfile, Step
from planner.rule import Breach
from planner.rules.own_limits import OwnLimits
from tests.builders import TODAY, a_case, a_plan, a_rubric, a_tier, a_worker, an_agency
from tests.rules.asking import told

RULE = OwnLimits()
LEAD, SUPPORT = a_plan(c1="w1"), a_plan(c1=("w2", "w1"))
REFUSED = Breach("own-limits", case="c1", worker="w1")


def agency_with(rubric, **profile: object):
    own = PrivateProfile.model_validate({"worker": "w1"} | profile)
    team = [a_worker("w1"), a_worker("w2")]
    return an_agency(team, [a_case("c1", rubric=rubric)], profiles=(own,))


def test_a_case_without_the_limited_fact_is_allowed():
    agency = agency_with(a_rubric("death_or_threat"), limits=("sexual_violence",))
    assert told(RULE, agency, LEAD) == []


@pytest.mark.parametrize("known", [Fact.YES, Fact.UNKNOWN])
@pytest.mark.parametrize("plan", [LEAD, SUPPORT], ids=["lead", "support"])
def test_a_limited_fact_that_holds_or_may_hold_is_refused(known: Fact, plan):
    agency = agency_with(a_rubric(sexual_violence=known), limits=("sexual_violence",))
    assert told(RULE, agency, plan) == [REFUSED]


def test_a_limited_case_that_is_left_is_allowed():
    assert told(RULE, agency_with(a_rubric("sexual_violence"), limits=("sexual_violence",))) == []


def test_somebody_else_may_take_what_one_worker_does_not():
    agency = agency_with(a_rubric("sexual_violence"), limits=("sexual_violence",))
    assert told(RULE, agency, a_plan(c1="w2")) == []


@pytest.mark.parametrize("plan", [LEAD, SUPPORT], ids=["lead", "support"])
def test_rest_keeps_from_severe_cases_and_only_from_those(plan):
    assert told(RULE, agency_with(a_tier(4), step=Step.REST), plan) == [REFUSED]
    assert told(RULE, agency_with(a_tier(3), step=Step.REST), plan) == []


def test_the_lighter_step_keeps_from_no_case():
    assert told(RULE, agency_with(a_tier(5), step=Step.LIGHTER), LEAD) == []


def test_a_limit_holds_up_to_its_last_day_and_not_after():
    limits = {"limits": ("sexual_violence",), "rubric": a_rubric("sexual_violence")}
    assert told(RULE, agency_with(**limits, until=TODAY), LEAD) == [REFUSED]
    assert told(RULE, agency_with(**limits, until=TODAY - timedelta(days=1)), LEAD) == []


def test_the_public_side_of_an_agency_knows_no_limits():
    agency = agency_with(a_tier(5), limits=("sexual_violence",), step=Step.REST)
    assert told(RULE, agency.public(), LEAD) == []


def test_a_breach_says_no_reason_and_the_rule_is_private():
    agency = agency_with(a_tier(5), limits=("sexual_violence",), step=Step.REST)
    assert [breach.what for breach in told(RULE, agency, LEAD)] == [""]
    assert not RULE.public
