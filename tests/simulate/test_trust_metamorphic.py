"""When a question changes, does the answer change in the direction it must, in every single run?

Where cases are given out one by one to whoever is free, an added worker can never delay a case, and that
holds case by case. The planner weighs a mix of cases against many rules, one after the other, so that a
single run can turn out worse by a case or two with more room, as in all list scheduling (Graham 1969,
Bounds on multiprocessing timing anomalies). There it is held case by case where all cases are alike, and
in the mean over luck where they are not (`test_trust_in_the_mean.py`).
"""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.problem.arrays import Ints
from planner.simulate.engine import Trace, run
from planner.simulate.policies import POLICIES
from planner.simulate.state import NEVER
from tests.simulate.crowds import (
    AT_ONCE,
    BUDGETED,
    PLANNED,
    a_run,
    another,
    luck_of,
    of_one_kind,
    with_policy,
    year_of,
)
from tests.simulate.test_snapshot import plain

LATER = 1 << 30  # days
SLOW = [pytest.param(name, marks=pytest.mark.ci) for name in PLANNED if name != "caseload"]

few = settings(max_examples=12)
seeds = st.integers(0, 30)
at_once = st.sampled_from(AT_ONCE)


def first_given(trace: Trace) -> Ints:
    return np.where(trace.assigned_day == NEVER, LATER, trace.assigned_day)


@few
@given(at_once, seeds, seeds, st.sampled_from([0, 300]))
def test_another_worker_delays_no_case_where_cases_are_given_at_once(
    policy: str, seed: int, replication: int, turnover: int
):
    before, after = plain(seed), another(plain(seed))
    fewer, more = (a_run(each, policy, replication, turnover=turnover) for each in (before, after))
    assert (first_given(more) <= first_given(fewer)).all()


@few
@given(at_once, seeds, seeds)
def test_a_budget_is_nothing_to_who_gives_cases_at_once(policy: str, seed: int, replication: int):
    tight, wide = (
        a_run(with_policy(plain(seed), unit_budget=budget), policy, replication)
        for budget in (1_000, 60_000)
    )
    np.testing.assert_array_equal(tight.assigned_day, wide.assigned_day)
    np.testing.assert_array_equal(tight.dose, wide.dose)


@few
@given(at_once, seeds, seeds, st.integers(1001, 3000))
def test_longer_lives_leave_more_cases_open_and_nobody_waiting_longer(
    policy: str, seed: int, replication: int, times: int
):
    agency, in_force = plain(seed), year_of(turnover=0)
    luck = luck_of(agency, in_force, replication)
    longer = replace(
        luck,
        case_stretch=luck.case_stretch * times // 1000,
        held_stretch=luck.held_stretch * times // 1000,
    )
    usual, more = (run(agency, in_force, policy, each) for each in (luck, longer))
    assert (more.cases.sum(axis=1) >= usual.cases.sum(axis=1)).all()
    np.testing.assert_array_equal(more.waiting, usual.waiting)


@few
@given(st.sampled_from(list(POLICIES)), seeds)
def test_the_order_in_which_people_and_cases_are_told_means_nothing(policy: str, seed: int):
    agency = plain(seed)
    turned = agency.changed(
        workers=agency.workers[::-1], cases=agency.cases[::-1], assignments=agency.assignments[::-1]
    )
    one, other = a_run(agency, policy, weeks=5), a_run(turned, policy, weeks=5)
    for name, column in vars(one).items():
        np.testing.assert_array_equal(column, getattr(other, name), err_msg=name)


@pytest.mark.parametrize("policy", POLICIES)
@few
@given(seeds)
def test_where_nothing_comes_in_the_ledger_does_nothing_but_fade(policy: str, seed: int):
    agency = plain(seed).changed(assignments=())
    trace = a_run(agency, policy, arrivals_per_week_thousandths=0, turnover=0)
    assert not trace.fresh.any()
    assert not trace.cases.any()
    assert not trace.waiting.any()
    kept = 2 ** (-np.arange(1, len(trace.dose)) / agency.policy.half_life_weeks)
    assert np.abs(trace.dose[1:] - kept[:, None] * trace.dose[0]).max() < 2  # each rounded up once


@pytest.mark.parametrize("policy", ["caseload", *SLOW])
def test_another_worker_never_raises_waiting_where_cases_are_alike(policy: str):
    waiting = [a_run(of_one_kind(people), policy, turnover=0).waiting for people in (1, 2, 3, 5)]
    assert all((more <= fewer).all() for fewer, more in pairwise(waiting))
    assert waiting[-1].sum() < waiting[0].sum()


@pytest.mark.parametrize("policy", BUDGETED)
def test_a_higher_budget_delays_no_case_where_cases_are_alike(policy: str):
    agencies = [of_one_kind(2, unit_budget=budget) for budget in (1_000, 2_000, 4_000, 8_000, 60_000)]
    taken = [np.sort(first_given(a_run(agency, policy, turnover=0))) for agency in agencies]
    assert all((more <= less).all() for less, more in pairwise(taken))
    assert (taken[-1] < taken[0]).any()
