"""Are intervals Student's, are paired differences surer, and do runs stop when they are enough?"""

import numpy as np
import pytest
from scipy import stats

from planner.simulate.statistics import Mean, enough, interval, moments, paired

NAN = float("nan")


def test_an_interval_by_hand():
    # 1, 2, 3: mean 2, standard deviation 1, t(2, 0.975) = 4.302653; 4.302653 / sqrt(3) = 2.484138
    mean, low, high = interval([1, 2, 3])
    assert mean == 2
    assert low == pytest.approx(2 - 2.484138, abs=1e-6)
    assert high == pytest.approx(2 + 2.484138, abs=1e-6)


def test_an_interval_is_the_one_scipy_gives():
    values = np.random.default_rng(1).normal(10, 3, 25)
    expected = stats.ttest_1samp(values, 0).confidence_interval(0.9)
    mean, low, high = interval(values, 0.9)
    assert mean == pytest.approx(values.mean())
    assert low == pytest.approx(expected.low)
    assert high == pytest.approx(expected.high)


def test_an_interval_holds_the_truth_as_often_as_it_says():
    draws = np.random.default_rng(7).exponential(1, (2000, 40))
    held = sum((found.low or 0) <= 1 <= (found.high or 0) for found in map(interval, draws))
    assert 0.91 < held / 2000 < 0.97


def test_one_run_has_no_interval_and_none_has_no_mean():
    assert interval([3]) == Mean(3, None, None)
    assert interval([]) == Mean(None, None, None)
    assert interval([]).half is None


def test_a_run_in_which_nothing_is_defined_is_left_out():
    assert interval([1, NAN, 2, 3]) == interval([1, 2, 3])
    assert paired([1, NAN, 2], [0, 1, 0]) == interval([1, 2])


def test_paired_differences_are_the_ones_scipy_gives():
    draws = np.random.default_rng(3)
    luck = draws.normal(0, 5, 30)
    one, other = luck + draws.normal(1, 1, 30), luck + draws.normal(0, 1, 30)
    expected = stats.ttest_rel(one, other).confidence_interval()
    found = paired(one, other)
    assert found.low == pytest.approx(expected.low)
    assert found.high == pytest.approx(expected.high)


def test_the_same_luck_makes_differences_surer():
    draws = np.random.default_rng(3)
    luck = draws.normal(0, 5, 30)
    one, other = luck + draws.normal(1, 1, 30), luck + draws.normal(0, 1, 30)
    alone = stats.ttest_ind(one, other).confidence_interval()
    found = paired(one, other).half
    assert found is not None
    assert found < (alone.high - alone.low) / 2 / 2


def test_different_runs_cannot_be_paired():
    with pytest.raises(ValueError, match="2 runs cannot be paired with 3"):
        paired([1, 2], [1, 2, 3])


def test_runs_are_never_enough_before_the_least():
    assert not enough(moments([5.0] * 9), 0.05)
    assert enough(moments([5.0] * 10), 0.05)
    assert not enough(moments([5.0] * 10 + [NAN]), 0.05, least=11)


def test_runs_are_enough_when_the_half_width_is_as_small_as_wished():
    values = np.random.default_rng(5).normal(100, 10, 400)
    half = interval(values[:20]).half
    assert half is not None
    just = half / values[:20].mean()
    assert enough(moments(values[:20]), just * 1.001)
    assert not enough(moments(values[:20]), just * 0.999)
    needed = next(n for n in range(10, 400) if enough(moments(values[:n]), 0.02))
    assert 60 < needed < 140  # (1.98 x 10 / 2) squared is 98


def test_a_mean_of_nothing_is_enough_only_where_every_run_says_so():
    assert enough(moments([0.0] * 12), 0.05)
    assert not enough(moments([-1.0, 1.0] * 6), 0.05)
