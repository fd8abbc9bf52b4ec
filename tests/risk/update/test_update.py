"""How far answers move a card, what the new card is, and what is said of how well it predicts."""

from datetime import date

import numpy as np
import pytest

from planner.domain import Setting
from planner.errors import BadInput, BadValue
from planner.risk.card import Card, read_card, sts_card
from planner.risk.drawn import drawn_card
from planner.risk.survey.made_up import made_up
from planner.risk.update.card_text import card_text
from planner.risk.update.own_card import Asked
from planner.risk.update.prior import prior_of
from planner.risk.update.update import Update, update_card
from tests.risk.regression.test_hierarchy import answers

CARD = sts_card()
WELFARE = Setting.CHILD_WELFARE
ASKED = Asked(WELFARE, date(2026, 5, 1))


def another_truth() -> Card:
    """Return a card in which dose does nearly nothing and organisations much."""
    changed = {"indirect_dose": 0.02, "organisational_practice": -0.35}
    terms = {
        name: CARD.term[name].model_copy(update={"estimate": size, "low": -1.0, "high": 1.0})
        for name, size in changed.items()
    }
    return CARD.model_copy(update={"term": CARD.term | terms})


def updated(n: int, truth: Card = CARD, asked: Asked = ASKED, **columns: np.ndarray) -> Update:
    return update_card(answers(made_up(truth, WELFARE, n, 3) | columns), CARD, asked)


def shift(update: Update, figure: str = "indirect_dose"):
    return next(one for one in update.shifts if one.figure == figure)


def test_40_answers_shift_the_card_a_little_and_2000_a_lot():
    truth = another_truth()
    few, many = updated(40, truth), updated(2000, truth)
    for name, size in (("indirect_dose", 0.02), ("organisational_practice", -0.35)):
        before = CARD.term[name].estimate
        assert abs(shift(few, name).after - before) < 0.35 * abs(size - before)
        assert abs(shift(many, name).after - before) > 0.6 * abs(size - before)
        assert shift(few, name).weight < 0.2
        assert shift(many, name).weight > 0.8


def test_a_card_that_counts_for_less_shifts_further():
    truth = another_truth()
    shares = (1.0, 0.5, 0.1)
    after = [shift(updated(200, truth, Asked(WELFARE, ASKED.on, s))).after for s in shares]
    assert after[0] > after[1] > after[2]


def test_the_new_card_is_read_back_the_same_and_says_whose_figures_it_holds():
    own = updated(300).card
    assert read_card(card_text(own)) == own
    assert own.term["indirect_dose"].provenance == "agency"
    assert (own.term["indirect_dose"].n, own.term["indirect_dose"].asked) == (300, ASKED.on)
    assert own.population[WELFARE].provenance == "agency"
    assert own.population[Setting.ANTI_TRAFFICKING] == CARD.population[Setting.ANTI_TRAFFICKING]
    assert own.term["state_policy"] == CARD.term["state_policy"]
    assert "shifted by an agency's own answers" in own.warning
    assert own.warning.endswith(CARD.warning.partition(". ")[2])
    again = update_card(answers(made_up(CARD, WELFARE, 50, 4)), own, ASKED).card
    assert again.warning == own.warning


def test_the_shipped_card_and_drawn_ones_are_read_back_the_same():
    assert read_card(card_text(CARD)) == CARD
    drawn = drawn_card(CARD, np.random.default_rng(1))
    assert read_card(card_text(drawn)) == drawn


def test_the_intervals_of_a_new_card_hold_the_truth():
    own = updated(2000, another_truth()).card
    assert own.term["organisational_practice"].low < -0.30
    assert own.term["indirect_dose"].low < 0.06


def test_a_new_card_can_be_updated_again():
    own = updated(300).card
    again = update_card(answers(made_up(CARD, WELFARE, 300, 8)), own, ASKED).card
    assert again.population[WELFARE].worth == CARD.population[WELFARE].worth + 600
    assert again.term["indirect_dose"].prior_sd < own.term["indirect_dose"].prior_sd


def test_answers_against_the_studys_sign_shrink_the_estimate_but_do_not_cross_it():
    table = made_up(CARD, WELFARE, 800, 3)
    update = updated(800, indirect_dose=100 - table["indirect_dose"])
    dose = shift(update)
    assert dose.against_sign
    assert 0 < dose.low < dose.after < 0.05
    assert not shift(update, "experience").against_sign


def test_a_column_the_wrong_way_round_in_very_many_answers_is_refused():
    table = made_up(CARD, WELFARE, 20_000, 3)
    with pytest.raises(BadValue, match="coded the wrong way round"):
        updated(20_000, indirect_dose=100 - table["indirect_dose"])


def test_what_the_survey_did_not_ask_stays_and_is_named():
    table = made_up(CARD, WELFARE, 60, 3)
    del table["trafficking_history"]
    table["organisational_practice"][:] = 90
    update = update_card(answers(table), CARD, ASKED)
    assert update.not_updated == {
        "trafficking_history": "the survey did not ask it",
        "organisational_practice": "it is 90 for everybody",
    }
    assert update.card.term["trafficking_history"] == CARD.term["trafficking_history"]


def test_fewer_than_eleven_answers_are_refused():
    with pytest.raises(BadInput, match="there are 10 complete answers, and 11 are needed"):
        updated(10)
    assert updated(11).n == 11


@pytest.mark.parametrize("discount", [0, -1, 1.5, float("nan")])
def test_a_discount_out_of_its_range_is_refused(discount: float):
    with pytest.raises(BadValue, match="above 0 and at most 1"):
        updated(60, asked=Asked(WELFARE, ASKED.on, discount))


def test_a_survey_of_mixed_settings_is_refused():
    with pytest.raises(BadValue, match="one setting at a time"):
        updated(60, child_welfare=np.arange(60) % 2)
    assert updated(60, child_welfare=np.ones(60)).n == 60


def test_what_the_card_believes_before_is_what_it_says():
    prior = prior_of(CARD, WELFARE, ("indirect_dose",))
    assert prior.mean == pytest.approx([42, 13 * 0.16])
    assert prior.scales() == pytest.approx([0.5, 13 * 0.05])
    assert prior.noise == pytest.approx(13**2 * (1 - 0.16**2))
    assert prior.df == CARD.population[WELFARE].worth


def test_of_answers_the_card_is_true_of_predictions_are_calibrated_and_beat_the_mean():
    found = updated(2000).quality
    assert found.slope == pytest.approx(1, abs=0.2)
    assert found.coverage_80 == pytest.approx(0.80, abs=0.03)
    assert found.coverage_95 == pytest.approx(0.95, abs=0.02)
    assert found.better
    assert found.error_updated < found.error_mean_alone


def test_where_the_outcome_follows_nothing_it_is_not_said_to_predict_better():
    table = made_up(CARD, WELFARE, 400, 3)
    shuffled = np.random.default_rng(2).permutation(table["sts"])
    found = updated(400, sts=shuffled).quality
    assert not found.better
    assert found.slope is not None
    assert found.slope < 0.5


def test_which_answers_are_held_out_follows_the_seed_only():
    one, same = updated(100).quality, updated(100).quality
    assert one == same
    assert updated(100, asked=Asked(WELFARE, ASKED.on, 1, 2)).quality != one
