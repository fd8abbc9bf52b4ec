"""What do the plans of turn-taking and fewest open cases look at, and what not?"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest

from planner.domain import Days, Fact, GroupRule, Kind, Plan
from planner.problem import Problem, measure
from planner.rule import Rule
from planner.rules import RULES
from planner.solve.baselines import _LOOKED_AT, fewest_open_cases, rotation
from tests.builders import TODAY, a_case, a_plan, a_tier, a_worker, an_agency, held

Baseline = Callable[[Problem, Sequence[Rule]], Plan]
BOTH = pytest.mark.parametrize("baseline", [rotation, fewest_open_cases])
SOON, LATER = TODAY + timedelta(days=3), TODAY + timedelta(days=60)


def planned(baseline: Baseline, first: dict[str, Any], case: dict[str, Any], **agency: Any) -> Plan:
    """Return the plan for a case where the first of two workers is next in line."""
    team = [a_worker("w1", **first), a_worker("w2", offices=("north", "south"))]
    return baseline(measure(an_agency(team, [a_case("c1", **case)], **agency)), RULES)


def test_the_rules_that_are_looked_at_are_there():
    assert set(_LOOKED_AT) < {rule.name for rule in RULES}


@BOTH
@pytest.mark.parametrize(
    ("first", "case"),
    [
        ({"licences": ()}, {"licence": "social-work"}),
        ({}, {"office": "south"}),
        ({}, {"client_refuses": ("w1",)}),
        ({"conflicts": ("c1",)}, {}),
        ({"leave": (Days(first=TODAY, last=LATER),)}, {}),
        ({"last_day": SOON}, {}),
    ],
)
def test_who_is_not_there_or_may_not_take_it_at_all_is_passed_over(baseline, first, case):
    assert planned(baseline, {}, {}) == a_plan(c1="w1")
    assert planned(baseline, first, case) == a_plan(c1="w2")


@BOTH
def test_nobody_is_given_a_case_with_a_known_threat_before_its_assessment(baseline):
    assert planned(baseline, {}, {"threat_to_worker": Fact.YES}) == Plan()


@BOTH
def test_the_case_of_a_leaver_goes_to_somebody_else(baseline):
    leaver, open_case = {"last_day": SOON}, (held("c1", "w1"),)
    assert planned(baseline, leaver, {}, assignments=open_case) == a_plan(c1="w2")


@BOTH
@pytest.mark.parametrize(
    "case",
    [
        {"rubric": a_tier(5), "two_workers": True},
        {"kind": Kind.IMMEDIATE_RESPONSE, "response_deadline": TODAY},
        {"group": "g1", "group_rule": GroupRule.TOGETHER},
    ],
)
def test_neither_hours_nor_dose_nor_support_nor_duty_is_looked_at(baseline, case):
    busy = {"week": 1, "months_in_field": 3, "months_in_post": 3}
    assert planned(baseline, busy, case, policy={"unit_budget": 1000}) == a_plan(c1="w1")
