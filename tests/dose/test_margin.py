"""What is kept free of a budget for what is uncertain."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.dose.margin import allowance, deviations, reference_spread, reserve

VARIANCES = st.integers(0, 10**9)
SURE = st.integers(501, 999)


def test_an_even_chance_asks_for_no_margin():
    assert deviations(500) == 0


def test_nine_in_ten_are_the_normal_distributions_1_28_deviations():
    assert deviations(900) == pytest.approx(1.2816, abs=1e-4)


@given(st.lists(VARIANCES, max_size=6), VARIANCES, SURE)
def test_a_margin_is_never_below_its_deviations_of_all_that_strays(new, carried, sure):
    z = deviations(sure)
    for spread in (1, 700, reference_spread(carried + sum(new))):
        margin = reserve(spread, carried, z) + sum(allowance(each, spread, z) for each in new)
        assert margin >= z * sqrt(carried + sum(new)) - 1e-3


@given(st.integers(10**6, 10**9), SURE)
def test_a_margin_around_the_right_spread_is_little_above_the_least(variance, sure):
    z = deviations(sure)
    assert reserve(reference_spread(variance), variance, z) <= 1.0215 * z * sqrt(variance) + 2


@given(st.integers(0, 10**12))
def test_the_reference_spread_is_within_half_a_step_of_the_root(variance):
    spread, root = reference_spread(variance), sqrt(variance)
    assert spread >= 1
    assert root < 50 or 1 / 1.23 < spread / root < 1.23
