"""What made-up surveys are like: readable, complete, and what the card says."""

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain import Setting
from planner.risk.card import sts_card
from planner.risk.survey.coding import values_at, z_of
from planner.risk.survey.made_up import as_csv, made_up
from planner.risk.survey.survey import read_survey

CARD = sts_card()
MANY = 30_000


@pytest.fixture(scope="module")
def many() -> dict[str, np.ndarray]:
    return made_up(CARD, Setting.CHILD_WELFARE, MANY, 5)


@settings(max_examples=20)
@given(st.integers(0, 2**32), st.sampled_from(Setting))
def test_a_made_up_survey_can_be_read_and_is_complete(seed: int, setting: Setting):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made_up.csv"
        path.write_text(as_csv(made_up(CARD, setting, 120, seed)))
        answers = read_survey(path, CARD)
    assert answers.names == (*CARD.term, "sts")
    assert len(answers.cells) == 120
    assert all(cell is not None for row in answers.cells for cell in row)


def test_the_same_seed_makes_the_same_survey_and_another_another():
    one, same, other = (as_csv(made_up(CARD, Setting.CHILD_WELFARE, 50, s)) for s in (1, 1, 2))
    assert one == same != other


def test_the_outcome_has_the_mean_and_sd_of_its_setting(many):
    population = CARD.population[Setting.CHILD_WELFARE]
    assert many["sts"].mean() == pytest.approx(population.mean, abs=0.3)
    assert many["sts"].std() == pytest.approx(population.sd, abs=0.5)  # the scale ends at 17


@pytest.mark.parametrize("name", CARD.term)
def test_each_predictor_goes_with_the_outcome_as_its_estimate_says(many, name):
    term = CARD.term[name]
    z = np.array([term.z(value) for value in many[name]])
    assert np.corrcoef(z, many["sts"])[0, 1] == pytest.approx(term.estimate, abs=0.02)


def test_who_was_trafficked_has_lived_through_trauma(many):
    assert many["lifetime_trauma"][many["trafficking_history"] == 1].min() >= 1
    assert many["trafficking_history"].mean() == pytest.approx(0.1, abs=0.01)


@given(st.sampled_from(sorted(CARD.term)), st.lists(st.floats(-10, 250), min_size=1))
def test_many_values_are_standardised_as_each_alone(name: str, values: list[float]):
    term = CARD.term[name]
    assert z_of(term, values) == pytest.approx([term.z(value) for value in values], abs=1e-12)


@given(st.sampled_from(sorted(CARD.term)), st.floats(-1, 1))
def test_the_value_at_a_z_has_that_z(name: str, z: float):
    term = CARD.term[name]
    value = float(values_at(term, np.array([z]))[0])
    if term.observed[0] <= value <= term.observed[1]:
        assert term.z(value) == pytest.approx(z, abs=1e-12)


def test_no_answer_is_out_of_its_range(many):
    for name, term in CARD.term.items():
        assert term.observed[0] <= many[name].min() <= many[name].max() <= term.observed[1]
