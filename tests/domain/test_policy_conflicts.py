"""Which settings contradict each other, and which only look so."""

from typing import Any

import pytest
from pydantic import ValidationError

from planner.domain import PAIRS, contradictions, policy, settings

REFUSED: dict[tuple[str, str], dict[str, Any]] = {
    ("budget_kept", "rate_spread"): {"budget_kept": 900},
    ("window_7_multiple", "window_28_multiple"): {"window_7_multiple": 5201},
    ("window_28_multiple", "window_182_multiple"): {"window_28_multiple": 28601},
    ("lighter_share", "rest_share"): {"lighter_share": 749},
    ("lighter_sts_shift", "rest_sts_shift"): {"lighter_sts_shift": 6001},
    ("ramp_step_months", "ramp_below_months_in_field"): {"ramp_below_months_in_field": 3},
    ("severe_share", "full_caseload"): {"severe_share": 90, "full_caseload": 11},
    ("burden_shares", "burden_rates"): {"burden_rates": [1, 2, 4, 8]},
    ("no_worse_than_rotation", "rotation_points"): {
        "no_worse_than_rotation": True,
        "rotation_points": 0,
    },
    ("same_cost_below", "much_cost_above"): {"same_cost_below": 51},
}
IDLE: list[dict[str, Any]] = [
    {"budget_kept": 900, "rate_spread": 400},
    {"budget_kept": 900, "weeks_spread": 300},
    {"rate_spread": 400},  # no margin is asked for
    {"window_7_multiple": 5200},  # the four weeks alone are limited
    {"window_28_multiple": 28600, "window_182_multiple": 520000},  # a limit made wide is off
    {"rest_share": 0},
    {"lighter_sts_shift": 6000},
    {"ramp_below_months_in_field": 0},  # no ramp
    {"ramp_below_months_in_field": 4},
    {"ramp_below_months_in_field": 3, "ramp_shares": [500]},  # a ramp of one step
    {"severe_share": 100, "full_caseload": 10},
    {"severe_share": 300},  # the agency's mix may be far below severe_share_off_above
    {"rotation_points": 0},
    {"no_worse_than_rotation": True},
    {"same_cost_below": 50},
    {"severest_at_once": 0},  # days_between_severest is then idle
    {"first_year_severe_per_supervisor": 0},
    {"away_days": 0},  # covered_days is then idle
    {"burden_rates": [0, 0, 0, 0, 0]},  # burden is not evened out
]


def test_every_pair_names_two_settings_and_has_an_example():
    pairs = [(pair.first, pair.second) for pair in PAIRS]
    assert pairs == list(REFUSED)
    assert {name for pair in pairs for name in pair} <= set(settings())


@pytest.mark.parametrize("pair", REFUSED, ids="-".join)
def test_a_contradiction_is_refused_with_both_names_and_values(pair: tuple[str, str]):
    values = dict(policy()) | REFUSED[pair]
    assert [each.names for each in contradictions(values)] == [pair]
    with pytest.raises(ValidationError) as refused:
        policy(**REFUSED[pair])
    for name in pair:
        shown = str(values[name]).lower().translate(str.maketrans("()", "[]"))
        assert f"{name} = {shown}" in str(refused.value)


@pytest.mark.parametrize("changes", IDLE, ids=str)
def test_what_only_makes_another_setting_idle_is_taken(changes: dict[str, Any]):
    assert policy(**changes)


def test_the_defaults_contradict_nothing():
    assert list(contradictions(dict(policy()))) == []


def test_all_contradictions_are_told_at_once():
    with pytest.raises(ValidationError, match=r"window_7_multiple = 6000.*; same_cost_below = 60"):
        policy(window_7_multiple=6000, same_cost_below=60)
