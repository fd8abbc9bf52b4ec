"""How likely cases are to be open still, and how far what they bring may stray."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.dose.ledger import weekly_equivalents
from planner.dose.uncertain import open_shares, variances

WEEKS = st.integers(1, 60)
SPREADS = st.integers(1, 1500)


def test_without_a_spread_a_case_is_open_until_its_weeks_are_over():
    found = open_shares([3, 1, 3], [0, 0, 2], 4, 0)
    assert found.tolist() == [[1, 1, 1, 0], [1, 0, 0, 0], [1, 0, 0, 0]]


def test_a_case_longer_open_than_expected_still_has_the_week_that_goes_on():
    assert open_shares([3], [7], 3, 0).tolist() == [[1, 0, 0]]


@given(WEEKS, st.integers(0, 80), SPREADS)
def test_shares_begin_at_one_never_rise_and_stay_within_zero_and_one(expected, worked, spread):
    found = open_shares([expected], [worked], 40, spread)[0]
    assert found[0] == 1
    assert (np.diff(found) <= 1e-12).all()
    assert ((found >= 0) & (found <= 1)).all()


def test_shares_are_those_of_drawn_lives_also_where_some_weeks_are_over():
    sd, normal = 0.5, np.random.default_rng(1).standard_normal(400_000)
    lives = 10 * np.exp(sd * normal - sd * sd / 2)
    for worked in (0, 6, 15):
        left = lives[lives > worked]
        drawn = [(left > worked + ahead).mean() for ahead in range(20)]
        np.testing.assert_allclose(open_shares([10], [worked], 20, 500)[0], drawn, atol=0.012)


def test_a_case_long_over_its_weeks_is_expected_to_go_on():
    """A case of twenty weeks is not one of nine that ends at any moment."""
    new, old = open_shares([9, 9], [0, 20], 10, 600)
    assert old[9] > 0.2
    assert new[9] > old[9]


@given(st.integers(0, 2**32), st.integers(1, 8), st.integers(0, 900))
def test_the_variance_is_that_of_every_life_a_case_may_have(seed, half_life, spread):
    rng = np.random.default_rng(seed)
    dose = rng.integers(0, 5000, 12).astype(float)
    shares = np.concatenate([[1.0], np.sort(rng.random(11))[::-1]])
    chance = -np.diff(np.append(shares, 0.0))  # of closing after each week, or never
    lives = [np.where(np.arange(12) <= last, dose, 0) for last in range(12)]
    brought = weekly_equivalents(np.array(lives), half_life)
    mean, square = chance @ brought, np.exp((spread / 1000) ** 2) * (chance @ brought**2)
    found = variances(dose, shares, half_life, spread)
    np.testing.assert_allclose(found, square - mean**2, rtol=1e-6, atol=1e-3)


def test_what_is_certain_does_not_stray():
    assert variances(np.full(5, 1000.0), np.ones(5), 4, 0) == pytest.approx(0, abs=1e-6)


def test_a_rate_alone_strays_in_proportion_to_dose():
    dose = np.full(6, 2000.0)
    found = np.sqrt(variances(dose, np.ones(6), 4, 400))
    cv = np.sqrt(np.exp(0.4**2) - 1)
    np.testing.assert_allclose(found, cv * weekly_equivalents(dose, 4))
