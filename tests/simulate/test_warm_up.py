"""Does the warm-up end where a series has settled, and is it said where it has not?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.problem.arrays import Floats
from planner.simulate.warm_up import settling, warm_up


def noise(weeks: int, seed: int = 1) -> Floats:
    return np.random.default_rng(seed).normal(0, 1, weeks)


def rising(weeks: int, until: int, to: float = 100) -> Floats:
    """Return a series that rises from nothing for some weeks and then stays, with noise."""
    return np.minimum(1, np.arange(weeks) / until) * to + noise(weeks)


@given(st.integers(5, 70), st.integers(0, 100))
def test_what_is_left_of_a_series_that_rises_and_stays_has_the_mean_at_which_it_stays(
    until: int, seed: int
):
    series = rising(156, until) + noise(156, seed)
    found = warm_up(series)
    assert found is None or until - 5 <= found < 78
    assert found is None or abs(series[found:].mean() - 100) < 1


def test_a_series_that_rises_and_stays_is_known_to_have_settled():
    known = [
        warm_up(rising(156, until) + noise(156, seed)) for until in (10, 30, 50) for seed in range(9)
    ]
    assert sum(week is not None for week in known) > 20


def test_a_series_that_is_level_from_the_start_needs_no_warm_up():
    assert warm_up(np.full(120, 7.0)) == 0
    found = warm_up(noise(156))
    assert found is not None
    assert found <= 78


def test_a_series_that_rises_to_its_end_has_not_settled():
    assert warm_up(rising(104, 104)) is None
    assert warm_up(rising(156, 140)) is None


def test_a_short_series_does_not_tell():
    assert warm_up(np.full(99, 7.0)) is None
    assert warm_up(np.full(100, 7.0)) == 0


@given(st.integers(0, 100), st.floats(-1e3, 1e3), st.sampled_from([0.5, 2.0, 8.0]))
def test_neither_the_unit_nor_the_level_matters(seed: int, level: float, unit: float):
    series = rising(120, 20) + noise(120, seed)
    assert warm_up(level + unit * series) == warm_up(series)


@given(st.integers(0, 200))
def test_no_other_cut_leaves_a_smaller_standard_error(seed: int):
    series = noise(105, seed).cumsum()
    means = series.reshape(21, 5).mean(axis=1)
    errors = {
        cut: sum((z - means[cut:].mean()) ** 2 for z in means[cut:]) / (21 - cut) ** 2
        for cut in range(17)
    }
    found = warm_up(series)
    if found is None:
        assert min(errors, key=lambda cut: errors[cut]) > 10
    else:
        assert errors[found // 5] == pytest.approx(min(errors.values()))


def test_the_sentence_says_by_which_week_and_where_not():
    said = settling({"rotation": np.full(156, 9.0), "caseload": rising(156, 156)})
    assert said == (
        "When the number of open cases had settled (MSER-5): rotation by week 1, caseload not within 156"
        " weeks."
    )


def test_of_a_year_it_is_said_that_it_is_too_short():
    assert settling({"rotation": np.full(52, 9.0)}).startswith("52 weeks are too short to tell when")
