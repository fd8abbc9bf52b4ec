"""Expected harm: new dose goes where it is expected to do the least harm."""

from typing import Any

import pytest

from planner.domain import Plan, PrivateProfile, Setting, Step, Team
from planner.goals.expected_harm import ExpectedHarm
from planner.problem import measure
from planner.units import COST_POINTS_PER_STS_POINT
from tests.builders import a_case, a_plan, a_stage, a_tier, a_worker, an_agency, held

GOAL = ExpectedHarm()
HARD = a_case("c1", rubric=a_tier(4), stages=(a_stage(13, exposure=240),))
NEW, OLD = ({"months_in_field": months, "months_in_post": 24} for months in (24, 240))
OPEN = HARD.model_copy(update={"id": "o1"})


def costs(one: dict[str, Any], other: dict[str, Any], **agency: Any) -> tuple[int, int]:
    """Return what the same case costs on each of two workers."""
    team = [a_worker("w1", **one), a_worker("w2", **other)]
    problem = measure(an_agency(team, agency.pop("cases", [HARD]), **agency))
    first, second = (GOAL.cost(problem, a_plan(c1=worker)) for worker in ("w1", "w2"))
    return first, second


def test_the_same_case_costs_more_on_the_less_experienced():
    new, old = costs(NEW, OLD)
    assert new > old > 0


def test_the_same_case_costs_more_on_who_carries_more():
    carrying, free = costs({}, {}, cases=[HARD, OPEN], assignments=(held("o1", "w1"),))
    assert carrying > free > 0


@pytest.mark.parametrize("step", [Step.LIGHTER, Step.REST])
def test_the_same_case_costs_more_on_who_asked_for_less(step: Step):
    profile = PrivateProfile(worker="w1", step=step)
    asked, usual = costs({}, {}, profiles=(profile,))
    assert asked > usual


def test_the_same_case_costs_more_in_a_team_with_less_support_from_its_organisation():
    teams = tuple(
        Team(
            id=team,
            office="north",
            setting=Setting.CHILD_WELFARE,
            sts_informed_score=score,
            sts_informed_respondents=9,
        )
        for team, score in (("blue", 60), ("red", 160))
    )
    worse, better = costs({"team": "blue"}, {"team": "red"}, teams=teams)
    assert worse > better


def test_without_risk_weight_the_same_dose_costs_the_same_on_everybody():
    profile = PrivateProfile(worker="w1", step=Step.REST)
    first, second = costs(
        NEW,
        OLD,
        profiles=(profile,),
        policy={"risk_weight": False},
    )
    assert first == second > 0


def test_supporting_costs_less_than_leading_and_more_than_nothing():
    problem = measure(an_agency([a_worker("w1"), a_worker("w2")], [HARD]))
    alone, both = a_plan(c1="w1"), a_plan(c1=("w1", "w2"))
    lead, support = GOAL.cost(problem, alone), GOAL.cost(problem, both) - GOAL.cost(problem, alone)
    assert 0 < support < lead


def test_the_cost_is_what_the_value_rises_by():
    cases = [HARD, OPEN]
    problem = measure(an_agency([a_worker("w1")], cases, assignments=(held("o1", "w1"),)))
    plan = a_plan(c1="w1")
    risen = GOAL.value(problem, plan) - GOAL.value(problem, Plan())
    assert GOAL.cost(problem, plan) / COST_POINTS_PER_STS_POINT == pytest.approx(risen, abs=0.002)
