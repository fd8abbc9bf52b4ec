"""What a self-check comes to: whole points, the step at a threshold, and the lighter of two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import Setting, Step, policy
from planner.errors import BadValue
from planner.risk.card import read_card, sts_card
from planner.risk.prediction import predict, standardised
from planner.risk.self_check.outcome import STEPS, Outcome, outcome, whole_points
from planner.risk.self_check.questions import questions, screeners_for
from planner.risk.self_check.sentences import (
    cannot_sentences,
    result_sentences,
    sizes,
    step_meanings,
    step_sentences,
)
from planner.sourced import Provenance
from tests.self_check.own_cards import changed, own_card_text

CARD = sts_card()
HERE = Setting.CHILD_WELFARE


def at(mean: float, total: int | None = None, screener: str = "stss") -> Outcome:
    """Return the outcome in a setting of this mean, with no answer given."""
    people = CARD.population[HERE].model_copy(update={"mean": mean})
    card = CARD.model_copy(update={"population": CARD.population | {HERE: people}})
    return outcome(card, HERE, {}, screener, total)


@pytest.mark.parametrize(
    ("mean", "step"),
    [
        (43, "usual"),
        (43.49, "usual"),
        (43.5, "lighter"),
        (44, "lighter"),
        (48.4, "lighter"),
        (49, "rest"),
    ],
)
def test_the_step_changes_where_the_shown_score_reaches_a_band(mean: float, step: str):
    assert at(mean).step.value == step
    assert at(mean).score == whole_points(mean)


@pytest.mark.parametrize(
    ("screener", "total", "step", "band"),
    [
        ("stss", 17, "usual", "little or none"),
        ("stss", 27, "usual", "little or none"),
        ("stss", 28, "usual", "mild"),
        ("stss", 43, "usual", "moderate"),
        ("stss", 44, "lighter", "high"),
        ("stss", 48, "lighter", "high"),
        ("stss", 49, "rest", "severe"),
        ("stss", 85, "rest", "severe"),
        ("proqol", 22, "usual", "low"),
        ("proqol", 23, "usual", "average"),
        ("proqol", 41, "usual", "average"),
        ("proqol", 42, "lighter", "high"),
        ("proqol", 50, "lighter", "high"),
    ],
)
def test_a_total_of_ones_own_lies_in_its_published_band(screener: str, total: int, step: str, band: str):
    found = at(30, total, screener)
    assert found.total is not None
    assert (found.total.step.value, found.total.band, found.step.value) == (step, band, step)


@given(st.floats(17, 85), st.integers(17, 85))
def test_of_two_steps_the_lighter_one_is_proposed(mean: float, total: int):
    both, alone = at(mean, total), at(mean)
    assert both.total is not None
    assert STEPS.index(both.step) == max(STEPS.index(alone.step), STEPS.index(both.total.step))
    assert both.score_step is alone.step


@given(st.floats(-100, 100))
def test_points_are_rounded_to_the_nearest_and_halves_up(points: float):
    assert abs(whole_points(points) - points) <= 0.5 + 1e-9
    assert whole_points(2.5) == 3
    assert whole_points(43.5) == 44


def test_it_is_the_prediction_of_the_full_model_in_whole_points():
    answers = {"experience": 1.5, "emotional_support": 3, "trafficking_history": 1.0}
    found = outcome(CARD, HERE, answers)
    full = predict(CARD, HERE, standardised(CARD, answers))
    assert (found.score, found.low, found.high) == (round(full.score), round(full.low), round(full.high))
    assert found.averaged == ("dose of indirect exposure", "organisational STS-informed practice")


@pytest.mark.parametrize(
    ("screener", "total"), [("stss", 16), ("stss", 86), ("proqol", 9), ("proqol", 51)]
)
def test_a_total_off_its_scale_is_refused(screener: str, total: int):
    with pytest.raises(BadValue, match="cannot be: a total is"):
        at(40, total, screener)


def test_every_term_that_moves_the_score_is_asked_and_ones_history_last():
    asked = [each.term for each in questions(CARD)]
    assert sorted(asked) == sorted(CARD.moving)
    assert asked[-1] == "trafficking_history"
    assert [each.term for each in questions(CARD) if each.yes_or_no] == ["trafficking_history"]


def test_a_term_that_only_an_own_card_counts_is_asked_in_the_cards_words():
    (found,) = (q for q in questions(read_card(own_card_text())) if q.term == "lifetime_trauma")
    assert (found.asks, found.hint) == (
        "lifetime trauma exposures",
        "kinds of event lived through: 0 to 20.",
    )


def test_nothing_of_a_sentence_is_left_to_fill_in():
    for total, screener in ((None, "stss"), (60, "stss"), (45, "proqol")):
        for mean in (30, 45, 60):
            found = at(mean, total, screener)
            said = result_sentences(found, CARD) + step_sentences(found, CARD)
            assert not [line for line in said + cannot_sentences(found, CARD) if "{" in line]


def test_a_total_that_proposes_less_is_told_with_the_reason():
    said = " ".join(step_sentences(at(60, 20), CARD))
    assert "proposes the step: rest" in said
    assert "has reached 49" in said
    assert "To be careful, the lighter one is taken." in said


def test_of_an_agencys_own_card_it_is_said_where_its_sizes_are_from():
    text = changed(own_card_text(), "term.indirect_dose", provenance='"agency"')
    own = read_card(
        text.replace('label = "dose of ind', 'n = 90\nasked = 2026-05-01\nlabel = "dose of ind')
    )
    assert "your agency's own anonymous survey" in " ".join(cannot_sentences(at(40), own))
    assert "own anonymous survey" not in " ".join(cannot_sentences(at(40), CARD))


def test_the_scale_the_card_predicts_is_the_first_and_every_band_begins_on_it():
    scales = list(screeners_for(CARD).values())
    assert (scales[0].least, scales[0].most) == CARD.outcome_range
    for scale in scales:
        assert scale.lowest[0] == scale.least
        assert list(scale.lowest) == sorted(scale.lowest)
        assert scale.lowest[-1] < scale.most


def test_steps_mean_what_the_policy_says():
    meanings = step_meanings(policy(lighter_share=725, rest_share=600))
    assert meanings[Step.LIGHTER].startswith("lighter: 72.5 %")
    assert "60 %" in meanings[Step.REST]


@pytest.mark.parametrize(
    ("provenance", "says"),
    [
        (Provenance.OTHER_STUDY, "borrowed from other studies or is a judgement"),
        (Provenance.AGENCY, "shifted by your agency's own anonymous survey"),
        (Provenance.STUDY, "from the study's own table"),
    ],
)
def test_it_says_where_the_sizes_are_from(provenance: Provenance, says: str):
    term = CARD.term["experience"].model_copy(update={"provenance": provenance})
    assert says in sizes(CARD.model_copy(update={"term": CARD.term | {"experience": term}}))
