"""What follows from a comparison with placebos, and how often it follows wrongly."""

from datetime import date
from io import StringIO
from math import atanh

import numpy as np
import pytest
from rich.console import Console
from scipy import stats

from planner.domain import Setting
from planner.present.placebo import placebo_page
from planner.risk.card import read_card, sts_card
from planner.risk.placebo.made_up import made_up_panel
from planner.risk.placebo.own_weighting import own_weighting
from planner.risk.placebo.panel import Panel
from planner.risk.placebo.rules import needed, people_needed, rule
from planner.risk.placebo.verdict import REVERSED, Decision, Told, Verdict, decided, verdict
from planner.risk.update.card_text import card_text
from tests.risk.regression.test_recovery import likely

CARD = sts_card()


def panel(people: int, r: float, seed: int = 1, periods: int = 4) -> Panel:
    rng = np.random.default_rng([seed, people])
    return made_up_panel(CARD, Setting.CHILD_WELFARE, (people, periods), rng, r)


@pytest.mark.parametrize(("r", "power"), [(0.12, 0.8), (0.19, 0.8), (0.15, 0.8), (0.12, 0.9)])
def test_the_people_needed_are_the_fewest_that_give_the_power(r: float, power: float):
    def given(people: int) -> float:
        """Power of a two-sided 5 % test by Fisher's z; the far side adds next to nothing."""
        return float(stats.norm.sf(stats.norm.ppf(0.975) - atanh(r) * (people - 3) ** 0.5))

    people = people_needed(r, 0.05, power)
    assert given(people) >= power > given(people - 1)


def test_543_people_are_needed_for_a_correlation_of_12():
    assert needed() == 543


def test_a_strong_effect_beats_every_placebo():
    found = verdict(panel(300, 0.5), 1, 199)
    assert found.beats
    assert found.decision is Decision.WEIGHT
    assert all(placebo.beaten for placebo in found.placebos)
    assert found.skill > 0.1


def test_no_effect_among_few_keeps_the_card_and_among_enough_stops_weighting():
    few, many = verdict(panel(100, 0.0), 1, 199), verdict(panel(needed(), 0.0), 1, 199)
    assert (few.beats, few.decision) == (False, Decision.KEEP)
    assert (many.beats, many.decision) == (False, Decision.STOP)


def test_people_who_answered_too_seldom_do_not_count_towards_those_needed():
    twice = verdict(panel(needed() + 50, 0.0, periods=rule("fewest_periods") - 1), 1, 99)
    assert twice.steady_people == 0
    assert twice.decision is Decision.KEEP


WHOSE, TIME = "shuffled worker", REVERSED


@pytest.mark.parametrize(
    ("missed", "short", "timing_power", "then"),
    [
        ((), 500, 0.1, Decision.WEIGHT),
        ((), 0, 0.1, Decision.WEIGHT),
        ((WHOSE,), 1, 1.0, Decision.KEEP),
        ((WHOSE,), 0, 0.1, Decision.STOP),
        ((TIME,), 0, 0.9, Decision.STOP),
        ((TIME,), 0, 0.89, Decision.KEEP),
        ((TIME,), 1, 0.9, Decision.KEEP),
        ((WHOSE, TIME), 0, 0.1, Decision.STOP),
    ],
)
def test_what_could_not_have_been_found_keeps_the_card(
    missed: tuple[str, ...], short: int, timing_power: float, then: Decision
):
    assert decided(Told(frozenset(missed), needed() - short, timing_power)) is then


def test_a_real_effect_of_dose_that_hardly_changes_does_not_stop_weighting():
    """Reversing time then changes next to nothing, however many people answer."""
    rng = np.random.default_rng(5)
    usual = rng.uniform(10, 90, (600, 1))
    dose = np.clip(np.rint(usual + rng.normal(0, 2, (600, 3))), 0, 100)
    sts = np.clip(np.rint(30 + 0.2 * usual + rng.normal(0, 9, (600, 3))), 17, 85)
    found = verdict(Panel("p", dose, sts, 0), 1, 199)
    assert {placebo.name for placebo in found.placebos if not placebo.beaten} == {REVERSED}
    assert found.of_time_only
    assert found.decision is Decision.KEEP
    screen = StringIO()
    Console(file=screen, width=400).print(placebo_page(found))
    said = screen.getvalue()
    assert "dose changes so little from period to period" in said
    assert "So few answers" not in said


def test_an_effect_without_order_in_time_does_not_beat_reversed_time():
    """STS follows each person's usual dose only: it may be who is hurt that is given more."""
    rng = np.random.default_rng(3)
    seen = panel(400, 0.0)
    usual = seen.dose.mean(axis=1, keepdims=True)
    sts = np.clip(42 + 0.4 * (usual - 50) + rng.normal(0, 8, seen.dose.shape), 17, 85)
    found = {p.name: p.beaten for p in verdict(Panel("p", seen.dose, sts, 0), 1, 199).placebos}
    assert found == {"shuffled worker": True, "random denominator": True, "reversed time": False}


def test_a_harm_that_falls_with_dose_is_no_effect_the_planner_uses():
    seen = panel(300, 0.0)
    sts = np.clip(60 - 0.3 * seen.dose, 17, 85)
    assert not verdict(Panel("p", seen.dose, sts, 0), 1, 99).beats


def test_of_one_period_only_time_is_not_tried_and_that_is_said():
    found = verdict(panel(200, 0.5, periods=1), 1, 99)
    assert [placebo.tried for placebo in found.placebos] == [True, True, False]
    assert found.beats


def test_the_same_seed_gives_the_same_verdict():
    seen = panel(60, 0.1)
    assert verdict(seen, 4, 99) == verdict(seen, 4, 99) != verdict(seen, 5, 99)


def found_with(decision: Decision) -> Verdict:
    return verdict(panel(30, 0.0), 1, 19).model_copy(update={"decision": decision})


def test_a_card_that_stops_weighting_says_so_and_is_read_back():
    own = own_weighting(CARD, found_with(Decision.STOP), date(2026, 6, 1))
    assert not own.weighs
    assert read_card(card_text(own)) == own
    assert own.weighting is not None
    assert (own.weighting.n, own.weighting.provenance) == (30, "agency")
    assert own_weighting(own, found_with(Decision.WEIGHT), date(2027, 6, 1)).weighs


def test_a_panel_that_decides_nothing_keeps_the_card_as_it_was():
    stopped = own_weighting(CARD, found_with(Decision.STOP), date(2026, 6, 1))
    for card in (CARD, stopped):
        assert own_weighting(card, found_with(Decision.KEEP), date(2027, 6, 1)) == card


@pytest.mark.ci
def test_without_an_effect_a_shuffled_worker_is_beaten_in_5_of_100_panels_and_all_in_fewer():
    found = [verdict(panel(60, 0.0, seed, 3), seed, 99) for seed in range(400)]
    beaten = sum(one.placebos[0].beaten for one in found)
    assert likely(beaten, len(found), 0.05)
    assert sum(one.beats for one in found) <= beaten


@pytest.mark.ci
def test_with_the_people_needed_an_effect_of_12_is_found_in_about_80_of_100_panels_or_more():
    panels = [panel(needed(), 0.12, seed, rule("fewest_periods")) for seed in range(100)]
    found = sum(verdict(one, seed, 99).beats for seed, one in enumerate(panels))
    assert found >= stats.binom(100, 0.8).ppf(0.001)
