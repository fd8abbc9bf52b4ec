"""Is the cost of a plan the same by its program as by each goal's plain arithmetic?"""

import pytest

from planner.check import cost
from planner.domain import Plan
from planner.goals import GOALS
from planner.program import build
from planner.rule import Goal
from planner.rules import RULES
from tests.program.choices import choices

QUICK, MANY = range(120), range(5000, 7000)


def assert_costs_agree(seeds: range) -> int:
    dear = 0
    for choice in choices(seeds):
        plain = cost(choice.problem, choice.plan, GOALS, choice.program.step)
        assert choice.program.total(choice.chosen) == plain
        dear += plain > 0
    return dear


def test_the_program_and_the_goals_agree_on_the_cost_of_a_plan():
    assert assert_costs_agree(QUICK) > 200


@pytest.mark.ci
def test_the_program_and_the_goals_agree_on_the_cost_of_many_plans():
    assert_costs_agree(MANY)


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.name)
def test_each_goal_alone_costs_the_same_by_its_rows_as_by_hand(goal: Goal):
    different = set()
    for choice in choices(QUICK, plans=1):
        alone = build(choice.problem, RULES, [goal])
        by_rows = (
            alone.left(choice.chosen)
            if goal.left_weights(choice.problem) is not None
            else alone.rest(choice.chosen)
        )
        by_hand = goal.cost(choice.problem, choice.plan)
        assert by_rows == by_hand
        different.add(by_hand)
    assert len(different) > 10


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.name)
def test_nothing_new_costs_nothing_but_what_is_left(goal: Goal):
    for choice in choices(range(10), plans=1):
        weights = goal.left_weights(choice.problem)
        assert goal.cost(choice.problem, Plan()) == (0 if weights is None else weights.sum())
