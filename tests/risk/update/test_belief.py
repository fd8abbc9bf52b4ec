"""Does learning keep to the laws of the conjugate belief, and to sums done another way?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from planner.risk.update.belief import Belief, discounted, learned

seeds = st.integers(0, 2**32)


def a_belief(rng: np.random.Generator, k: int) -> Belief:
    root = rng.normal(0, 1, (k, k))
    return Belief(rng.normal(0, 2, k), root @ root.T + np.eye(k), rng.uniform(2, 9), rng.uniform(1, 9))


def same(one: Belief, other: Belief) -> bool:
    return (
        np.allclose(one.mean, other.mean)
        and np.allclose(one.precision, other.precision)
        and one.a == pytest.approx(other.a)
        and one.b == pytest.approx(other.b)
    )


@settings(max_examples=60)
@given(seeds, st.integers(1, 4), st.integers(1, 30), st.integers(1, 30))
def test_answers_in_two_goes_teach_what_they_teach_in_one(seed: int, k: int, first: int, second: int):
    rng = np.random.default_rng(seed)
    belief, x = a_belief(rng, k), rng.normal(0, 1, (first + second, k))
    y = rng.normal(0, 3, first + second)
    in_two = learned(learned(belief, x[:first], y[:first]), x[first:], y[first:])
    assert same(in_two, learned(belief, x, y))


@given(seeds)
def test_nothing_seen_changes_nothing(seed: int):
    belief = a_belief(np.random.default_rng(seed), 2)
    assert same(learned(belief, np.empty((0, 2)), np.empty(0)), belief)


@given(seeds, st.floats(0.05, 1))
def test_a_discount_keeps_mean_and_noise_and_widens_what_is_unsure(seed: int, share: float):
    belief = a_belief(np.random.default_rng(seed), 2)
    less = discounted(belief, share)
    assert less.mean is belief.mean
    assert less.noise == pytest.approx(belief.noise)
    assert less.scales() == pytest.approx(belief.scales() / share**0.5)


@settings(max_examples=30)
@given(seeds)
def test_with_a_belief_of_next_to_nothing_it_is_least_squares(seed: int):
    rng = np.random.default_rng(seed)
    x = np.column_stack([np.ones(50), rng.normal(0, 1, (50, 2))])
    y = rng.normal(40, 5, 50)
    after = learned(Belief(np.zeros(3), 1e-9 * np.eye(3), 1e-9, 1e-9), x, y)
    b, rss = (found := np.linalg.lstsq(x, y, rcond=None))[0], found[1]
    assert after.mean == pytest.approx(b, rel=1e-5)
    assert after.noise == pytest.approx(float(rss[0]) / 50, rel=1e-5)


def test_the_posterior_of_one_mean_is_the_one_integrated_by_hand():
    """One coefficient: integrate prior x likelihood over the variance and the mean on a grid."""
    belief, y = Belief(np.array([2.0]), np.array([[3.0]]), 4.0, 6.0), np.array([4.0, 5.5, 3.0])

    s2, grid = np.geomspace(1e-3, 400, 4000)[:, None], np.linspace(-1, 7, 161)
    joint = stats.invgamma.pdf(s2, 4.0, scale=6.0) * stats.norm.pdf(grid, 2.0, np.sqrt(s2 / 3))
    for outcome in y:
        joint = joint * stats.norm.pdf(outcome, grid, np.sqrt(s2))
    density = np.trapezoid(joint, s2, axis=0)
    density /= np.trapezoid(density, grid)
    after = learned(belief, np.ones((3, 1)), y)
    student = stats.t(after.df, after.mean[0], after.scales()[0])
    assert density == pytest.approx(student.pdf(grid), abs=1e-4)


def test_a_prediction_covers_what_is_drawn_as_often_as_it_says():
    rng, belief = np.random.default_rng(5), Belief(np.array([1.0]), np.array([[2.0]]), 5.0, 8.0)
    s2 = stats.invgamma.rvs(5.0, scale=8.0, size=200_000, random_state=rng)
    y = rng.normal(rng.normal(1.0, np.sqrt(s2 / 2)), np.sqrt(s2))
    centre, scale = belief.predicted(np.ones((1, 1)))
    half = stats.t.ppf(0.9, belief.df) * scale[0]
    assert np.mean(np.abs(y - centre[0]) <= half) == pytest.approx(0.8, abs=0.005)
