"""Is the chance that reversed time is beaten what made-up panels show?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.risk.placebo.panel import Panel
from planner.risk.placebo.rules import needed
from planner.risk.placebo.timing import timing_power, timing_power_needed
from planner.risk.placebo.verdict import REVERSED, verdict

R = 0.12


def a_panel(seed: int, people: int, periods: int, stable: float, r: float = R) -> Panel:
    """Return normal dose and STS of which a share is the same in all periods of a person."""
    rng = np.random.default_rng(seed)

    def drawn(share: float) -> np.ndarray:
        own, rest = rng.standard_normal((people, 1)), rng.standard_normal((people, periods))
        return np.asarray(np.sqrt(share) * own + np.sqrt(1 - share) * rest)

    dose = drawn(stable)
    return Panel("p", dose, r * dose + np.sqrt(1 - r**2) * drawn(0.7), 0)


@pytest.mark.parametrize("stable", [0.5, 0.8, 0.95])
def test_reversed_time_is_beaten_about_as_often_as_is_said(stable: float):
    panels = [a_panel(seed, needed(), 3, stable) for seed in range(100)]
    said = np.mean([timing_power(panel) for panel in panels])
    beaten = [
        next(p.beaten for p in verdict(panel, seed, 99).placebos if p.name == REVERSED)
        for seed, panel in enumerate(panels)
    ]
    assert np.mean(beaten) == pytest.approx(said, abs=0.17)  # 100 panels, and a little less than said


@given(st.integers(0, 10_000), st.floats(0.1, 0.9))
def test_units_do_not_matter_and_more_people_tell_more(seed: int, stable: float):
    panel = a_panel(seed, 60, 4, stable)
    other = Panel("p", 7 + 3 * panel.dose, 2 - 5 * panel.sts, 0)
    assert timing_power(other) == pytest.approx(timing_power(panel))
    twice = Panel("p", np.tile(panel.dose, (2, 1)), np.tile(panel.sts, (2, 1)), 0)
    assert timing_power(twice) > timing_power(panel)


def test_dose_that_never_changes_tells_nothing_of_time():
    panel = a_panel(1, 50, 3, 1.0)
    assert timing_power(panel) == 0


def test_one_answer_a_person_tells_nothing_of_time_and_gaps_are_left_out():
    assert timing_power(a_panel(1, 50, 1, 0.5)) == 0
    panel = a_panel(1, 50, 3, 0.5)
    nothing = np.full((50, 1), np.nan)
    gaps = Panel("p", np.hstack([panel.dose, nothing]), np.hstack([panel.sts, nothing]), 0)
    assert timing_power(gaps) == pytest.approx(timing_power(panel))


def test_where_sts_of_a_person_never_differs_time_is_told_for_sure():
    panel = a_panel(1, 50, 3, 0.5)
    same = np.broadcast_to(panel.sts[:, :1], panel.sts.shape)
    assert timing_power(Panel("p", panel.dose, same, 0)) == 1


def test_both_placebos_of_chance_together_have_the_power_of_the_comparison():
    assert timing_power_needed() == pytest.approx(0.9)
