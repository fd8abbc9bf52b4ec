"""Is the skill of many draws at once the one that is computed one by one, and by another library?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from planner.risk.placebo import draws
from planner.risk.placebo.panel import Panel
from planner.risk.placebo.skill import skill

FOLDS = 4


def a_panel(rng: np.random.Generator, people: int, periods: int, gaps: float = 0.3) -> Panel:
    dose = rng.integers(0, 101, (people, periods)).astype(float)
    sts = 17 + rng.integers(0, 69, (people, periods)).astype(float)
    empty = rng.random((people, periods)) < gaps
    empty[:, 0] = False
    dose[empty] = sts[empty] = np.nan
    return Panel("panel.csv", dose, sts, 0)


def one_by_one(x: np.ndarray, y: np.ndarray, part: np.ndarray) -> float:
    """Predict each part from a line through the answers of all other people, slope not below 0."""
    wrong = alone = 0.0
    for number in range(FOLDS):
        out = part == number
        seen_x, seen_y = (a[~out][~np.isnan(a[~out])] for a in (x, y))
        held_x, held_y = (a[out][~np.isnan(a[out])] for a in (x, y))
        line = stats.linregress(seen_x, seen_y)
        slope = max(float(line.slope), 0.0)
        predicted = seen_y.mean() + slope * (held_x - seen_x.mean())
        wrong += ((held_y - predicted) ** 2).sum()
        alone += ((held_y - seen_y.mean()) ** 2).sum()
    return float(1 - wrong / alone)


@settings(max_examples=40)
@given(st.integers(0, 2**32), st.integers(12, 40), st.integers(1, 4))
def test_the_skill_of_the_real_dose_and_of_a_ratio_is_that_of_lines_fitted_one_by_one(
    seed: int, people: int, periods: int
):
    rng = np.random.default_rng(seed)
    panel = a_panel(rng, people, periods)
    found = draws.sums(panel)
    sts = draws.outcome(found, FOLDS, rng)
    part = sts.fold.argmax(axis=1)
    own = float(skill(draws.real(found), sts)[0])
    assert own == pytest.approx(one_by_one(panel.dose, panel.sts, part), abs=1e-9)
    under = np.random.default_rng(5)
    ratio = float(skill(draws.random_denominator(found, 1, under), sts)[0])
    usual = np.nanmean(panel.dose, axis=1)
    drawn = np.random.default_rng(5).permutation(np.maximum(usual, 0.1 * usual.mean()))
    assert ratio == pytest.approx(one_by_one(panel.dose / drawn[:, None], panel.sts, part), abs=1e-9)


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_another_persons_dose_has_the_skill_of_the_doses_exchanged(seed: int):
    rng = np.random.default_rng(seed)
    panel = a_panel(rng, 20, 2)
    found = draws.sums(panel)
    sts = draws.outcome(found, FOLDS, rng)
    state = rng.bit_generator.state
    shuffled = skill(draws.shuffled_worker(found, 3, rng), sts)
    again = np.random.default_rng()
    again.bit_generator.state = state
    for number in range(3):
        x = panel.dose.copy()
        both = ~np.isnan(panel.dose[:, 1])
        for pattern in np.unique(both):
            alike = np.flatnonzero(both == pattern)
            x[alike] = panel.dose[again.permutation(alike)]
        expected = one_by_one(x, panel.sts, sts.fold.argmax(axis=1))
        assert shuffled[number] == pytest.approx(expected, abs=1e-9)


def test_reversed_time_turns_the_answered_periods_of_half_the_people():
    dose = np.array([[1.0, 2.0, 3.0], [4.0, np.nan, 6.0]])
    sts = np.array([[20.0, 30.0, 40.0], [50.0, np.nan, 20.0]])
    found = draws.sums(Panel("panel.csv", dose, sts, 0))
    y = sts - np.nanmean(sts)
    own = [float(np.nansum(dose[k] * y[k])) for k in range(2)]
    back = [float(dose[0, ::-1] @ y[0]), float(6 * y[1, 0] + 4 * y[1, 2])]
    drawn = draws.reversed_time(found, 400, np.random.default_rng(2))
    assert drawn is not None
    for person in range(2):
        values = drawn.xy[:, person]
        turned = np.isclose(values, back[person])
        assert (turned | np.isclose(values, own[person])).all()
        assert turned.mean() == pytest.approx(0.5, abs=0.1)


def test_time_that_makes_no_difference_cannot_be_reversed():
    dose = np.array([[1.0, 1.0], [4.0, np.nan]])
    found = draws.sums(Panel("panel.csv", dose, dose + 20, 0))
    assert draws.reversed_time(found, 3, np.random.default_rng(2)) is None


def test_a_dose_that_does_not_differ_predicts_nothing():
    rng = np.random.default_rng(1)
    panel = Panel("panel.csv", np.full((20, 1), 50.0), rng.normal(40, 9, (20, 1)), 0)
    found = draws.sums(panel)
    assert skill(draws.real(found), draws.outcome(found, FOLDS, rng))[0] == 0
