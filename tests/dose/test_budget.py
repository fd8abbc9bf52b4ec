"""How much dose a worker may carry in each future week."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import Step, policy
from planner.dose.budget import budgets, ramp_share
from tests.builders import a_worker

USUAL = policy(unit_budget=20000)
WEEKS = 13


def newcomer(months: int):
    return a_worker(months_in_field=months, months_in_post=months)


def test_a_veteran_has_the_unit_budget_every_week_and_no_more():
    veteran = a_worker(months_in_field=400, months_in_post=400)
    assert budgets(veteran, Step.USUAL, USUAL, WEEKS) == [20000] * WEEKS


@pytest.mark.parametrize(
    ("months", "share"),
    [(0, 250), (2, 250), (3, 500), (5, 500), (6, 750), (8, 750), (9, 1000), (23, 1000)],
)
def test_a_newcomer_rises_by_quarters_in_post(months: int, share: int):
    assert ramp_share(newcomer(months), 0, USUAL) == share


def test_a_newcomer_rises_in_the_coming_weeks_too():
    shares = [ramp_share(newcomer(2), week, USUAL) for week in range(60)]
    assert [shares.index(share) for share in (250, 500, 750, 1000)] == [0, 5, 18, 31]


def test_the_ramp_is_not_for_those_who_know_the_field():
    moved = a_worker(months_in_field=24, months_in_post=0)
    assert ramp_share(moved, 0, USUAL) == 1000
    nearly = a_worker(months_in_field=23, months_in_post=0)
    assert [ramp_share(nearly, week, USUAL) for week in (0, 4, 5)] == [250, 250, 1000]


@pytest.mark.parametrize(
    ("changes", "step", "expected"),
    [
        ({"fte": 500}, Step.USUAL, 10000),
        ({}, Step.LIGHTER, 15000),
        ({}, Step.REST, 12000),
        ({"fte": 800}, Step.LIGHTER, 12000),
        ({"fte": 501}, Step.LIGHTER, 7515),
        ({"fte": 333}, Step.REST, 3996),
    ],
)
def test_part_time_and_the_step_scale_the_budget(changes: dict[str, Any], step: Step, expected: int):
    terms = policy(unit_budget=20000, lighter_share=750, rest_share=600)
    assert budgets(a_worker(**changes), step, terms, 2) == [expected] * 2


def test_a_budget_is_rounded_down():
    assert budgets(a_worker(fte=333), Step.LIGHTER, policy(unit_budget=10001), 1) == [2497]


@given(st.integers(0, 60), st.integers(1, 1000), st.sampled_from(Step), st.integers(0, 30))
def test_nobody_has_more_than_a_full_budget_and_nobody_loses_by_staying(
    months: int, fte: int, step: Step, week: int
):
    worker = a_worker(months_in_field=months, months_in_post=months, fte=fte)
    by_week = budgets(worker, step, USUAL, week + 2)
    assert 0 <= by_week[week] <= by_week[week + 1] <= 20000 * fte // 1000


@given(st.integers(1, 52), st.integers(0, 40), st.sampled_from(Step))
def test_changing_the_half_life_does_not_change_a_budget(half_life: int, months: int, step: Step):
    changed = policy(unit_budget=20000, half_life_weeks=half_life)
    worker = newcomer(months)
    assert budgets(worker, step, changed, WEEKS) == budgets(worker, step, USUAL, WEEKS)
