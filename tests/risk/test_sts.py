"""The predicted score, by the vectors the card was published with, and which way it moves."""

from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import Setting, Team
from planner.risk.card import sts_card
from planner.risk.sts import (
    ScoreLine,
    average_line,
    score_line,
)
from tests.builders import a_worker

CARD = sts_card()
EXPERIENCE, PRACTICE = CARD.term["experience"], CARD.term["organisational_practice"]
AVERAGE_YEARS = 8  # ln(1 + 8) = ln 9
MEAN_DOSE, SD_DOSE = CARD.dose_mean.number, CARD.dose_sd.number
ONE_Z_LESS = 37  # months: 12 x (9 / e^0.8 - 1) = 36.5
months = st.integers(0, 720)
scores = st.none() | st.integers(0, 200)
doses = st.integers(0, 200_000)


def a_team(score: int | None = None, setting: Setting = Setting.CHILD_WELFARE) -> Team:
    return Team(
        id="blue",
        office="north",
        setting=setting,
        sts_informed_score=score,
        sts_informed_respondents=12,
    )


def a_line(months: int = 12 * AVERAGE_YEARS, score: int | None = None, shift: int = 0) -> ScoreLine:
    return score_line(a_worker(months_in_field=months), a_team(score), CARD, shift)


def test_average_in_everything_is_the_mean_of_the_setting():
    assert a_line().at(MEAN_DOSE) == pytest.approx(42.0)


def test_one_standard_deviation_more_dose_adds_2_08_points():
    assert a_line().at(MEAN_DOSE + SD_DOSE) == pytest.approx(44.08)


def test_an_organisational_score_one_below_average_adds_2_21_points():
    assert PRACTICE.z(60) == -1
    assert a_line(score=60).at(MEAN_DOSE) == pytest.approx(42.0 + 2.21)


def test_experience_one_below_average_adds_1_3_points():
    exact = 12 * (9 * exp(-0.8) - 1)
    assert ONE_Z_LESS - 1 < exact < ONE_Z_LESS
    z = EXPERIENCE.z(ONE_Z_LESS / 12)
    assert z == pytest.approx(-1, abs=0.02)
    assert a_line(months=ONE_Z_LESS).at(MEAN_DOSE) == pytest.approx(42.0 - 1.3 * z)


def test_all_that_the_planner_knows_at_one_for_the_worse():
    score = a_line(months=ONE_Z_LESS, score=60).at(MEAN_DOSE + SD_DOSE)
    assert score == pytest.approx(42 + 1.3 + 2.08 + 2.21, abs=0.02)


def test_experience_is_standardised_by_logarithm_and_counted_to_thirty_years():
    assert EXPERIENCE.z(AVERAGE_YEARS) == 0
    assert EXPERIENCE.z(0) == pytest.approx(-log(9) / 0.8)
    assert EXPERIENCE.z(30) == EXPERIENCE.z(50) == pytest.approx(log(31 / 9) / 0.8)


@pytest.mark.parametrize(("score", "z"), [(100, 0), (140, 1), (200, 2.5), (0, -2.5)])
def test_the_organisational_score_is_standardised_as_a_share(score: int, z: float):
    assert PRACTICE.z(score) == z


def test_a_team_without_an_organisational_score_counts_as_an_average_one():
    assert a_line(score=None) == a_line(score=100)


def test_a_step_moves_the_line_by_its_fixed_shift():
    assert a_line(shift=3000).at(0) == pytest.approx(a_line().at(0) + 3)
    assert a_line(shift=3000).slope == a_line().slope


@pytest.mark.parametrize("setting", Setting)
def test_the_average_worker_of_each_setting_has_its_mean(setting: Setting):
    line = average_line(setting, CARD)
    assert line.at(MEAN_DOSE) == pytest.approx(CARD.population[setting].mean)
    assert line.slope * SD_DOSE == pytest.approx(0.16 * CARD.population[setting].sd)


def test_people_spread_around_the_line_by_what_the_planner_does_not_know():
    assert a_line().spread == pytest.approx(13 * (1 - 0.10**2 - 0.16**2 - 0.17**2) ** 0.5)


def test_emotional_support_never_enters_the_planner():
    assert CARD.term["emotional_support"].used == "worker's own side"


@given(months, scores, doses, st.integers(1, 50_000))
def test_more_dose_never_lowers_the_score(months: int, score: int | None, dose: int, more: int):
    line = a_line(months, score)
    assert line.at(dose + more) > line.at(dose)


@given(months, months, scores, doses)
def test_more_experience_never_raises_the_score(one: int, other: int, score: int | None, dose: int):
    less, more = sorted((one, other))
    assert a_line(more, score).at(dose) <= a_line(less, score).at(dose)


@given(months, st.integers(0, 200), st.integers(0, 200), doses)
def test_a_better_organisational_score_never_raises_the_score(
    months: int, one: int, other: int, dose: int
):
    worse, better = sorted((one, other))
    assert a_line(months, better).at(dose) <= a_line(months, worse).at(dose)
