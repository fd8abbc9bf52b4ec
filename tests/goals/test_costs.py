"""Is the cost of a plan the same by its program as by each goal's plain arithmetic?"""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.check import cost
from planner.domain import Plan
from planner.goals import GOALS
from planner.program import build
from planner.rule import Goal, Rule
from planner.rules import RULES
from planner.rules.one_lead import OneLead
from planner.rules.presence import Presence
from planner.rules.together import Together
from tests.program.choices import choices

FEW_RULES = (OneLead(), Presence(), Together())
"""Rules with which most arcs are there, those of moves, cover and groups among them."""
QUICK, MANY = range(120), range(5000, 7000)


def assert_costs_agree(seeds: range, rules: Sequence[Rule] = FEW_RULES) -> int:
    dear = 0
    for choice in choices(seeds, rules=rules):
        plain = cost(choice.problem, choice.plan, GOALS, choice.program.step)
        assert choice.program.total(choice.chosen) == plain
        dear += plain > 0
    return dear


def test_the_program_and_the_goals_agree_on_the_cost_of_a_plan():
    assert assert_costs_agree(QUICK) > 300
    assert assert_costs_agree(QUICK, RULES) > 150


@pytest.mark.ci
def test_the_program_and_the_goals_agree_on_the_cost_of_many_plans():
    assert_costs_agree(MANY)


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.name)
def test_each_goal_alone_costs_the_same_by_its_rows_as_by_hand(goal: Goal):
    different = set()
    for choice in choices(QUICK, plans=2, rules=FEW_RULES):
        alone = build(choice.problem, FEW_RULES, [goal])
        chosen = alone.chosen(choice.problem, choice.plan)
        assert chosen is not None
        ranks = goal.left_weights(choice.problem) is not None
        by_rows = alone.left(chosen) if ranks else alone.rest(chosen)
        by_hand = goal.cost(choice.problem, choice.plan)
        assert by_rows == by_hand
        different.add(by_hand)
    assert len(different) > 4


@given(st.integers(0, 2**32))
def test_the_program_and_the_goals_agree_on_agencies_not_tried_before(seed: int):
    assert_costs_agree(range(seed, seed + 1))


def test_moves_and_groups_with_one_worker_are_among_the_plans_tried():
    moves, bundles, stays = 0, 0, 0
    for choice in choices(QUICK, rules=FEW_RULES):
        program = choice.program
        first_bundle = len(program.items) - program.bundles
        bundles += int((choice.chosen & (program.item >= first_bundle)).sum())
        stays += int((choice.chosen & program.stays).sum())
        moves += len({p.case for p in choice.plan.assignments} & choice.problem.agency.open_cases)
    assert min(moves, bundles, stays) > 20


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.name)
def test_a_plan_without_anything_new_costs_what_is_left_and_what_stays(goal: Goal):
    for choice in choices(range(30), plans=1, rules=FEW_RULES):
        alone = build(choice.problem, FEW_RULES, [goal])
        weights = goal.left_weights(choice.problem)
        found = goal.cost(choice.problem, Plan())
        assert found == (alone.rest(alone.stays) if weights is None else weights.sum())
        if not choice.problem.may_stay.any():
            assert weights is not None or found == 0
