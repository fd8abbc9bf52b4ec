"""What drawn cards look like, one by one and all together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from planner.domain import Setting
from planner.risk.card import Card, read_card, sts_card
from planner.risk.drawn import drawn_card
from planner.risk.harm import harm_slopes
from planner.risk.sts import average_line
from tests.risk.test_card import with_line

CARD = sts_card()
seeds = st.integers(0, 2**63)


@pytest.fixture(scope="module")
def many() -> list[Card]:
    generator = np.random.default_rng(7)
    return [drawn_card(CARD, generator) for _ in range(3000)]


@given(seeds)
def test_no_drawn_estimate_contradicts_the_reported_sign(seed: int):
    drawn = drawn_card(CARD, np.random.default_rng(seed))
    for name, term in drawn.term.items():
        assert term.estimate * term.sign > 0 or term.sign == 0 == term.estimate, name


@given(seeds)
def test_a_drawn_card_is_a_card_that_can_be_loaded_and_planned_with(seed: int):
    drawn = drawn_card(CARD, np.random.default_rng(seed))
    assert Card.model_validate(drawn.model_dump()) == drawn
    assert (np.diff(harm_slopes(average_line(Setting.CHILD_WELFARE, drawn), 49)) >= 0).all()


@given(seeds)
def test_the_same_seed_draws_the_same_card(seed: int):
    assert drawn_card(CARD, np.random.default_rng(seed)) == drawn_card(CARD, np.random.default_rng(seed))


@pytest.mark.parametrize("name", sorted(CARD.moving))
def test_drawn_estimates_are_normal_cut_off_at_the_sign(name: str, many: list[Card]):
    term = CARD.term[name]
    sizes = term.sign * np.array([card.term[name].estimate for card in many])
    size = abs(term.estimate)
    meant = stats.truncnorm(-size / term.prior_sd, np.inf, loc=size, scale=term.prior_sd)
    assert stats.kstest(sizes, meant.cdf).pvalue > 1e-4


def test_an_estimate_that_is_sure_is_not_drawn():
    text = with_line("term.indirect_dose", "prior_sd", "prior_sd = 0.0")
    drawn = drawn_card(read_card(text), np.random.default_rng(1))
    assert drawn.term["indirect_dose"].estimate == CARD.term["indirect_dose"].estimate
