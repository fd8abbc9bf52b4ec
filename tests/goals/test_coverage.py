"""Coverage: the most urgent new cases have a worker, whatever it costs otherwise."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import COVERED_WEEKS, Cover, Days, Plan, Proposed, Role
from planner.goals import GOALS
from planner.goals.coverage import Coverage
from planner.problem import Problem, measure
from planner.problem.arrays import Ints
from planner.program import build
from planner.rule import Goal
from planner.rules import RULES
from planner.rules.one_lead import OneLead
from tests.builders import TODAY, a_case, a_plan, a_random_agency, a_tier, a_worker, an_agency
from tests.program.choices import choices, some_arcs

GOAL = Coverage()
BY_URGENCY = an_agency([a_worker("w1")], [a_case(f"c{u}", urgency=u) for u in range(1, 6)])


def test_each_left_case_weighs_by_its_urgency():
    problem = measure(BY_URGENCY)
    assert [GOAL.cost(problem, Plan()), GOAL.cost(problem, a_plan(c1="w1", c5="w1"))] == [31, 14]


def test_the_value_is_the_share_covered_by_weight():
    problem = measure(BY_URGENCY)
    assert GOAL.value(problem, Plan()) == 0
    assert GOAL.value(problem, a_plan(c5="w1")) == pytest.approx(16 / 31)
    assert GOAL.value(measure(an_agency([a_worker()], [])), Plan()) == 1


def test_the_weights_are_the_agencys():
    agency = BY_URGENCY.changed(
        policy=BY_URGENCY.policy.model_copy(update={"urgency_weights": (1, 1, 1, 1, 7)})
    )
    assert GOAL.cost(measure(agency), a_plan(c1="w1")) == 10


def test_leaving_less_is_cheaper_whatever_the_rest_costs():
    compared = 0
    for choice in choices(range(150), plans=1, rules=(OneLead(),)):
        program, rng = choice.program, np.random.default_rng(1)
        plans = [choice.chosen, *(some_arcs(program, rng) for _ in range(8))]
        plans.sort(key=program.left)
        for less, more in pairwise(plans):
            if program.left(less) < program.left(more):
                compared += 1
                assert program.total(less) < program.total(more)
    assert compared > 200


def test_the_step_is_one_point_above_a_plan_in_which_all_that_is_given_costs_the_most():
    class Flat(Goal):
        name = "flat"

        def costs(self, problem: Problem, role: Role) -> Ints:
            return np.full((3, 2), 7)

    cases = [a_case(c, rubric=a_tier(4)) for c in ("c1", "c2", "c3")]
    month = Days(first=TODAY, last=TODAY + timedelta(weeks=COVERED_WEEKS))
    problem = measure(an_agency([a_worker("w1", leave=(month,)), a_worker("w2")], cases))
    program = build(problem, (), [Flat(), GOAL])
    covers = tuple(Cover(week=week, worker="w2") for week in range(1, COVERED_WEEKS + 1))
    everything = [Proposed(case=c.id, worker="w1", support="w2", cover=covers) for c in cases]
    chosen = program.chosen(problem, Plan(assignments=tuple(everything)))
    assert chosen is not None
    assert program.rest(chosen) == len(Role) * 3 * 7 == program.step - 1


@given(
    st.integers(0, 10_000),
    st.fixed_dictionaries(
        {},
        optional={
            "burden_points_per_sts_point": st.sampled_from([1, 400, 100_000]),
            "fit_points_per_burden_point": st.sampled_from([1, 1000]),
            "continuity_points": st.sampled_from([0, 10_000]),
            "burden_rates": st.sampled_from([(0, 0, 0, 0, 0), (1000,) * 5]),
            "unit_budget": st.sampled_from([1000, 200_000]),
            "rest_share": st.just(0),
            "sts_cut_off": st.sampled_from([17, 85]),
        },
    ),
)
def test_one_step_outranks_any_sum_of_the_rest_under_any_policy(seed: int, settings: dict[str, Any]):
    agency = a_random_agency(seed, tight=False)
    policy = agency.policy.model_copy(update=settings)
    program = build(measure(agency.changed(policy=policy)), RULES, GOALS)
    rng = np.random.default_rng(seed)
    for _ in range(4):
        assert program.rest(some_arcs(program, rng)) < program.step
