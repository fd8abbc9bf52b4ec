"""What dose does to a worker: convex, never flat, and never cheaper for whom it hurts more."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain import Setting, Step, policy
from planner.risk.card import sts_card
from planner.risk.harm import GRID_STEP, expected_excess, harm, harm_knots, harm_slopes
from planner.risk.sts import ScoreLine, score_line
from planner.rule import climb
from planner.units import COST_POINTS_PER_STS_POINT
from tests.builders import a_worker
from tests.risk.test_sts import a_team

CUT_OFF = policy().sts_cut_off
TOLERANCE = 0.005  # STSS points: the chords may be off by 0.001, whole slopes by 0.003 over 60 units
SHIFT = {
    Step.USUAL: 0,
    Step.LIGHTER: policy().lighter_sts_shift,
    Step.REST: policy().rest_sts_shift,
}
cut_offs = st.integers(17, 85)
doses = st.integers(0, 60_000)


@st.composite
def lines(draw: st.DrawFn, setting: Setting | None = None) -> ScoreLine:
    worker = a_worker(months_in_field=draw(st.integers(0, 480)))
    score = draw(st.none() | st.integers(0, 200))
    where = setting or draw(st.sampled_from(Setting))
    return score_line(worker, a_team(score, where), sts_card(), SHIFT[draw(st.sampled_from(Step))])


def cost(line: ScoreLine, start: int, load: int, cut_off: int = CUT_OFF) -> int:
    return climb(start, load, harm_knots(line).tolist(), harm_slopes(line, cut_off).tolist())


@settings(max_examples=400)
@given(lines(Setting.CHILD_WELFARE), lines(Setting.CHILD_WELFARE), doses, doses, cut_offs)
def test_one_more_unit_never_costs_less_on_the_worker_with_the_higher_score(
    one: ScoreLine, other: ScoreLine, dose: int, other_dose: int, cut_off: int
):
    low, high = sorted(((one, dose), (other, other_dose)), key=lambda at: at[0].at(at[1]))
    if high[0].at(high[1]) - low[0].at(low[1]) < 1e-9:  # the same score, told apart by noise
        assert cost(*low, 1, cut_off) == pytest.approx(cost(*high, 1, cut_off), abs=100)
    else:
        assert cost(*low, 1, cut_off) <= cost(*high, 1, cut_off)


@given(lines(Setting.CHILD_WELFARE), lines(Setting.CHILD_WELFARE), doses, st.integers(1, 20_000))
def test_the_same_case_at_the_same_dose_never_costs_less_on_the_worker_with_the_higher_score(
    one: ScoreLine, other: ScoreLine, dose: int, load: int
):
    low, high = sorted((one, other), key=lambda line: line.base)
    assert cost(low, dose, load) <= cost(high, dose, load)


@given(lines(), cut_offs)
def test_knots_and_slopes_never_fall_and_no_slope_is_negative(line: ScoreLine, cut_off: int):
    slopes = harm_slopes(line, cut_off)
    assert (np.diff(harm_knots(line)) >= 0).all()
    assert (np.diff(slopes) >= 0).all()
    assert len(slopes) == len(harm_knots(line)) + 1
    assert slopes[0] >= 0


@given(lines(), st.integers(0, 1_000_000))
def test_harm_never_flattens(line: ScoreLine, beyond: int):
    at_cut_off = int((CUT_OFF - line.base) / line.slope)
    half = 0.49 * line.slope * COST_POINTS_PER_STS_POINT
    assert cost(line, max(0, at_cut_off + 1) + beyond, 1) >= half


@given(lines(Setting.CHILD_WELFARE), doses)
def test_no_dose_is_free_in_child_welfare(line: ScoreLine, dose: int):
    assert cost(line, dose, 1) > 0


@given(lines(), doses, st.integers(0, 20_000), st.integers(0, 20_000))
def test_harm_is_convex(line: ScoreLine, start: int, first: int, second: int):
    together = cost(line, start, first + second)
    assert together == cost(line, start, first) + cost(line, start + first, second)
    assert cost(line, start + first, second) >= cost(line, start, second)


@given(lines(), doses, doses)
def test_the_chords_stay_close_to_the_expected_excess(line: ScoreLine, start: int, load: int):
    exact = harm(line, start + load, CUT_OFF) - harm(line, start, CUT_OFF)
    assert cost(line, start, load) / COST_POINTS_PER_STS_POINT == pytest.approx(exact, abs=TOLERANCE)


@given(st.floats(0, 100), st.floats(5, 20), cut_offs)
def test_the_expected_excess_is_what_adding_up_the_excess_of_many_people_gives(
    score: float, spread: float, cut_off: int
):
    z = np.linspace(-9, 9, 20_001)
    density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    summed = np.trapezoid(np.maximum(0, score + spread * z - cut_off) * density, z)
    assert expected_excess(score, spread, cut_off) == pytest.approx(summed, abs=1e-5)


def test_the_grid_is_finer_than_the_spread_of_people():
    assert GRID_STEP * 10 < 11
