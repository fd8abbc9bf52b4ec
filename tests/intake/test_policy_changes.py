"""Which settings `name=value` changes, and which are refused."""

import pytest

from planner.domain import policy
from planner.errors import BadInput
from planner.intake import read_changes
from planner.intake.faults import Faults
from planner.intake.policy_settings import read_policy


def test_numbers_lists_and_yes_or_no_are_read_on_top_of_what_is_in_force():
    base = policy(half_life_weeks=6)
    changed = read_changes(
        ["unit_budget=20000", "ramp_shares = 500, 1000", "risk_weight=no", "harm_weeks=13"], base
    )
    assert changed == policy(
        half_life_weeks=6, unit_budget=20000, ramp_shares=(500, 1000), risk_weight=False
    )


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["unit_budgte=1"], "there is no setting 'unit_budgte'; did you mean 'unit_budget'?"),
        (["unit_budget"], "column unit_budget: there is no value. Allowed: name=value."),
        (["unit_budget="], "column policy.unit_budget: '' is not of the kind needed here."),
        (
            ["unit_budget=1.5"],
            "'1.5' is not of the kind needed here; did you mean 1500? Allowed: a whole",
        ),
        (["severe_share=0.4"], "'0.4' is not of the kind needed here; did you mean 400? Allowed"),
        (["ramp_shares=0.25,1000"], "'0.25' is not a whole number; did you mean 250?"),
        (["harm_weeks=1.5"], "'1.5' is not of the kind needed here. Allowed: a whole number from"),
        (["unit_budget=999"], "column policy.unit_budget: 999 is less than 1,000."),
        (["ramp_shares=250,x"], "column policy.ramp_shares: 'x' is not a whole number."),
        (["ramp_shares=500,250"], "ramp_shares must not be empty and must never fall."),
        (["risk_weight=2"], "column policy.risk_weight: '2' is not of the kind needed here."),
        (["harm_weeks=4", "harm_weeks=5"], "column harm_weeks: this setting is given twice."),
        (["same_cost_below=60"], "same_cost_below = 60 and much_cost_above = 50 contradict"),
    ],
)
def test_what_cannot_be_taken_is_refused(texts: list[str], said: str):
    with pytest.raises(BadInput) as refused:
        read_changes(texts, policy())
    assert said in str(refused.value)


def test_a_change_that_contradicts_what_the_agency_set_is_refused():
    with pytest.raises(BadInput, match="lighter_share = 600 and rest_share = 700 contradict"):
        read_changes(["lighter_share=600"], policy(rest_share=700))


def test_a_setting_that_cannot_be_read_contradicts_nothing():
    faults = Faults()
    assert read_policy({"window_7_multiple": 6000, "window_28_multiple": "x"}, "a", faults) is None
    with pytest.raises(BadInput) as refused:
        faults.raise_any()
    assert [fault.column for fault in refused.value.faults] == ["policy.window_28_multiple"]
