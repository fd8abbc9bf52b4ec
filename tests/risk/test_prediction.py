"""What the card predicts: the published vectors, an honest range, and parts that add up."""

from math import nan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import Setting
from planner.errors import BadValue
from planner.risk.card import sts_card
from planner.risk.prediction import Prediction, predict, standardised

CARD = sts_card()
WORSE = {"experience": -1, "indirect_dose": 1, "emotional_support": -1, "organisational_practice": -1}
settings_ = st.sampled_from(Setting)
zs = st.dictionaries(st.sampled_from(sorted(CARD.moving)), st.floats(-4, 4))


def child_welfare(**z: float) -> Prediction:
    return predict(CARD, Setting.CHILD_WELFARE, z)


def test_all_average_is_the_mean_of_the_setting():
    assert f"{child_welfare(**dict.fromkeys(WORSE, 0)).score:.1f}" == "42.0"
    assert f"{child_welfare().score:.1f}" == "42.0"


def test_all_four_at_one_for_the_worse_is_50_19_with_80_percent_from_34_6_to_65_8():
    found = child_welfare(**WORSE)
    assert f"{found.score:.2f}" == "50.19"
    assert (f"{found.low:.1f}", f"{found.high:.1f}") == ("34.6", "65.8")
    assert found.share == 0.80
    assert found.bands_spanned == 4


def test_one_standard_deviation_more_dose_is_44_08():
    assert f"{child_welfare(indirect_dose=1).score:.2f}" == "44.08"


def test_no_z_counts_for_more_than_two_and_a_half():
    assert child_welfare(indirect_dose=9) == child_welfare(indirect_dose=2.5)


@given(settings_, zs)
def test_the_parts_add_up_to_the_score_and_the_levels_to_the_parts(
    setting: Setting, z: dict[str, float]
):
    found = predict(CARD, setting, z)
    parts = sum(part.points for part in found.contributions)
    least, most = CARD.outcome_range
    assert found.score == pytest.approx(min(max(found.mean + parts, least), most))
    assert sum(found.by_level.values()) == pytest.approx(parts)
    assert {part.term for part in found.contributions} | set(found.averaged) == set(CARD.moving)


@given(settings_, zs, st.floats(0.5, 0.95))
def test_the_range_holds_its_share_of_scores_and_no_score_off_the_scale(
    setting: Setting, z: dict[str, float], share: float
):
    found = predict(CARD, setting, z, share)
    least, most = CARD.outcome_range
    assert least < found.low < found.high < most
    wider = predict(CARD, setting, z, share + 0.04)
    assert wider.low < found.low
    assert found.high < wider.high


@given(settings_, st.sampled_from(sorted(WORSE)))
def test_knowing_a_value_that_is_average_makes_the_range_narrower(setting: Setting, name: str):
    unknown, known = predict(CARD, setting, {}), predict(CARD, setting, {name: 0.0})
    assert known.score == unknown.score
    assert known.high - known.low < unknown.high - unknown.low


def test_the_range_is_that_of_people_drawn_with_unsure_estimates_and_unknown_values():
    """Draw people as the card describes them, keep those at the given z, and count."""
    rng, count = np.random.default_rng(3), 2_000_000
    population = CARD.population[Setting.CHILD_WELFARE]
    z = {"indirect_dose": 2.0, "emotional_support": -1.0}
    line, left = np.full(count, population.mean), 1.0
    line += rng.normal(0, population.prior_sd, count)
    for name, term in CARD.moving.items():
        estimate = rng.normal(term.estimate, term.prior_sd, count)
        line += population.sd * estimate * (z[name] if name in z else rng.normal(0, 1, count))
        left -= term.estimate**2 + term.prior_sd**2
    scores = line + rng.normal(0, population.sd * sqrt(left), count)
    scores = scores[(scores >= 17) & (scores <= 85)]
    found = predict(CARD, Setting.CHILD_WELFARE, z)
    assert np.quantile(scores, [0.1, 0.9]) == pytest.approx([found.low, found.high], abs=0.1)


def test_values_are_standardised_in_the_units_of_a_survey():
    values = {"experience": 8, "emotional_support": 3.3, "organisational_practice": 60}
    assert standardised(CARD, values) == pytest.approx(
        {"experience": 0, "emotional_support": -1, "organisational_practice": -1}
    )


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("experiense", 1, "There is no term 'experiense'; did you mean 'experience'"),
        ("state_policy", 1, "does not move the score"),
        ("emotional_support", 9, "it is 2 to 8"),
        ("experience", -1, "it is 0 to 60"),
        ("experience", nan, "it is 0 to 60"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_the_reason(name: str, value: float, says: str):
    with pytest.raises(BadValue, match=says):
        standardised(CARD, {name: value})


def test_a_z_that_is_not_a_number_is_refused():
    with pytest.raises(BadValue, match="not a finite number"):
        child_welfare(experience=nan)
