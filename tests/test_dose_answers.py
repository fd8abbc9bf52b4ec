"""What would other weights change in an agency, and is nothing called a change that is none?"""

import pytest

from planner.domain import Step, alternatives
from planner.domain.private import PrivateProfile
from planner.dose.brought import minutes_by_tier
from planner.dose_answers import comparison_of_weights, weights_answer
from planner.solve.outcome import Ending
from tests.builders import a_case, a_rubric, a_stage, a_worker, an_agency, held

HARD = a_rubric("multiple_trauma_types", "sexual_violence", "child_13_or_under", "death_or_threat")


def agency(**changes):
    """Return one worker with a few hours that are hard to hear, one with many that are not."""
    hard = a_case("c-1", rubric=HARD, stages=(a_stage(weeks=30, exposure=300),))
    easy = a_case("c-2", stages=(a_stage(weeks=30, exposure=900),))
    new = [a_case(f"n-{number}", stages=(a_stage(weeks=10),)) for number in range(3)]
    workers = [a_worker("w-1"), a_worker("w-2")]
    given = (held("c-1", "w-1"), held("c-2", "w-2"))
    return an_agency(workers, [hard, easy, *new], assignments=given, **changes)


def test_the_weights_in_force_come_first_and_each_set_once():
    answer = comparison_of_weights(agency(), [alternatives()["steep"]], 0, 0)
    assert [one.name for one in answer.tried] == ["linear", "flat", "steep"]
    assert answer.tried[0].unit_budget == agency().policy.unit_budget
    assert all(one.ending is None for one in answer.tried)
    own = agency(weights=alternatives()["steep"])
    assert comparison_of_weights(own, [], 0, 0).tried[0].name == "steep"


def test_the_budget_moves_with_what_is_carried_so_that_only_the_shape_changes():
    found = agency()
    brought = minutes_by_tier(found)
    assert brought == [900, 0, 0, 0, 300]
    loads = [
        sum(m * w for m, w in zip(brought, weights.by_tier, strict=True))
        for weights in (alternatives()["linear"], alternatives()["steep"])
    ]
    linear, _, steep = comparison_of_weights(found, [], 0, 0).tried
    assert steep.unit_budget == pytest.approx(linear.unit_budget * loads[1] / loads[0], abs=50)


def test_with_nothing_carried_the_mix_is_that_of_all_cases():
    assert minutes_by_tier(agency().changed(assignments=())) == [900 + 3 * 60, 0, 0, 0, 300]


def test_steep_weights_put_the_worker_with_hard_hours_over_budget_and_flat_ones_the_other():
    # weekly equivalents of the first week, half-life 1: w-1 12.5 and w-2 7.5 of 14 under linear weights,
    # 2.5 and 7.5 of 7 under flat ones, 40 and 7.5 of 33.25 under steep ones
    found = agency(policy={"unit_budget": 14_000, "half_life_weeks": 1})
    linear, flat, steep = comparison_of_weights(found, [], 0, 0).tried
    assert [one.over_budget for one in (linear, flat, steep)] == [0, 1, 1]
    assert [one.at_action_level for one in (linear, flat, steep)] == [1, 1, 1]
    assert [one.new_among_them for one in (linear, flat, steep)] == [0, 1, 0]


def test_a_plan_under_the_same_weights_is_the_same_plan():
    answer = comparison_of_weights(agency(), [], 2, 1)
    first = answer.tried[0]
    assert first.ending is Ending.BEST
    assert first.same == answer.new_cases == 3
    assert first.same_step == first.asked
    assert first.dearer == first.new_among_them == 0


def test_private_steps_change_nothing_of_what_is_told():
    limits = (PrivateProfile(worker="w-1", step=Step.LIGHTER),)
    plain, private = agency(), agency(profiles=limits)
    assert comparison_of_weights(private, [], 0, 0) == comparison_of_weights(plain, [], 0, 0)


def test_what_is_in_force_is_told_with_its_budget():
    assert weights_answer(None).unit_budget == weights_answer(None).in_force.unit_budget.number
    own = weights_answer(agency(policy={"unit_budget": 30_000}))
    assert (own.unit_budget, own.in_force.name) == (30_000, "linear")
