"""Do goals trade at the agency's rates: for each pair of neighbours, one made and one refused?"""

from typing import Any

from planner.check import cost
from planner.domain import Agency, Plan
from planner.goals import GOALS
from planner.problem import measure
from planner.program import build
from planner.rules import RULES
from tests.builders import a_case, a_plan, a_stage, a_tier, a_worker, an_agency, held

HARD = a_case("c1", rubric=a_tier(4), stages=(a_stage(13, exposure=240),))
CARRIED = a_case("o1", rubric=a_tier(4), stages=(a_stage(13, exposure=60),))


def prefers(agency: Agency, one: Plan, other: Plan) -> bool:
    """Whether one plan costs less than another."""
    problem = measure(agency)
    step = build(problem, RULES, GOALS).step
    return cost(problem, one, GOALS, step) < cost(problem, other, GOALS, step)


def test_no_amount_of_harm_is_worth_leaving_a_case():
    frail = a_worker("w1", months_in_field=12, months_in_post=12)
    dearest = {"burden_points_per_sts_point": 1, "sts_cut_off": 17, "urgency_weights": [1] * 5}
    agency = an_agency([frail], [HARD], policy=dearest)
    assert prefers(agency, a_plan(c1="w1"), Plan())


def test_harm_is_traded_for_an_even_burden_at_the_published_rate():
    def agency(burden_points: int) -> Agency:
        newer = a_worker("w1", months_in_field=30, months_in_post=30)
        return an_agency(
            [newer, a_worker("w2", months_in_field=240)],
            [HARD, CARRIED],
            assignments=(held("o1", "w2"),),
            policy={"burden_points_per_sts_point": burden_points},
        )

    less_harm, more_even = a_plan(c1="w2"), a_plan(c1="w1")
    assert prefers(agency(100_000), less_harm, more_even)
    assert prefers(agency(10), more_even, less_harm)


def test_an_even_burden_is_traded_for_fit_at_the_published_rate():
    def agency(**settings: Any) -> Agency:
        known = HARD.model_copy(update={"earlier_worker": "w1"})
        return an_agency(
            [a_worker("w1"), a_worker("w2")],
            [known, CARRIED],
            assignments=(held("o1", "w1"),),
            policy=settings,
        )

    more_even, fitting = a_plan(c1="w2"), a_plan(c1="w1")
    assert prefers(agency(continuity_points=1), more_even, fitting)
    assert prefers(agency(continuity_points=10_000), fitting, more_even)
    assert prefers(agency(continuity_points=600, fit_points_per_burden_point=1000), more_even, fitting)
    assert prefers(agency(continuity_points=600, fit_points_per_burden_point=1), fitting, more_even)
