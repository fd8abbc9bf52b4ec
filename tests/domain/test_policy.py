"""Which settings an agency may choose."""

from typing import Any

import pytest
from pydantic import ValidationError

from planner.domain import Policy, contradictions, groups, policy, settings, unknown_setting

BOUNDED = {n: s for n, s in settings().items() if s.least is not None and s.most is not None}
NUMBERS = {name for name, setting in settings().items() if not isinstance(setting.value, bool)}


def changed(name: str, amount: int) -> Policy:
    """Return the default policy with one setting, or the first number of a list, at an amount."""
    default = settings()[name].value
    return policy(**{name: [amount, *default[1:]] if isinstance(default, list) else amount})


def test_every_setting_of_the_policy_has_a_sourced_default():
    assert set(Policy.model_fields) == set(settings())
    assert policy().unit_budget == settings()["unit_budget"].value


@pytest.mark.parametrize("name", BOUNDED)
def test_a_setting_outside_its_bounds_is_refused_with_the_bound(name: str):
    least, most = BOUNDED[name].least, BOUNDED[name].most
    assert least is not None
    assert most is not None
    for amount, says in ((least - 1, "the least allowed"), (most + 1, "the most allowed")):
        with pytest.raises(ValidationError, match=f"{name} is .*{says}"):
            changed(name, int(amount))


@pytest.mark.parametrize("name", [n for n, s in BOUNDED.items() if not isinstance(s.value, list)])
def test_a_setting_at_its_bounds_is_taken_unless_another_contradicts_it(name: str):
    for bound in (BOUNDED[name].least, BOUNDED[name].most):
        assert bound is not None
        found = list(contradictions(dict(policy()) | {name: int(bound)}))
        assert all(name in each.names for each in found)
        if not found:
            assert getattr(changed(name, int(bound)), name) == bound


def test_every_number_has_bounds_and_no_yes_or_no_has():
    assert set(BOUNDED) == NUMBERS


def test_every_setting_has_a_group_and_the_file_keeps_them_together():
    assert "" not in groups()
    assert [name for group in groups().values() for name in group] == list(settings())


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"ramp_shares": [500, 250]}, "ramp_shares must not be empty and must never fall"),
        ({"ramp_shares": []}, "ramp_shares must not be empty"),
        ({"urgency_weights": [1, 2, 4, 8, 7]}, "urgency_weights must not be empty and must never"),
        ({"urgency_weights": [1, 2, 4, 8]}, "five weights, for urgency 1 to 5"),
        ({"burden_rates": [1, 2, 4, 8, 1]}, "burden_rates must not be empty and must never fall"),
        ({"burden_shares": [0, 400, 300, 800, 950]}, "burden_shares must not be empty and must"),
    ],
)
def test_a_list_that_makes_no_sense_is_refused(changes: dict[str, Any], says: str):
    with pytest.raises(ValidationError, match=says):
        policy(**changes)


def test_a_setting_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError, match="unit_budgets"):
        policy(unit_budgets=1)


@pytest.mark.parametrize(
    ("misspelt", "nearest"),
    [("unit_budgte", "unit_budget"), ("halflife_weeks", "half_life_weeks"), ("risk", None)],
)
def test_a_misspelt_setting_is_told_with_the_nearest_that_exists(misspelt: str, nearest: str | None):
    said = unknown_setting(misspelt)
    assert said.startswith(f"there is no setting {misspelt!r}")
    assert said.endswith(f"; did you mean {nearest!r}?" if nearest else repr(misspelt))
