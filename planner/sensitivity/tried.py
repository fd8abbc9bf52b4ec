"""Which settings are tried at which values: the one table of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planner.domain import Agency, Weights, alternatives
from planner.dose.margin import EVEN
from planner.risk.card import card_of
from planner.sensitivity.changes import (
    with_chance_level,
    with_dose_coefficient,
    with_exposure_share,
    with_policy,
    with_tier_weights,
)
from planner.sensitivity.world import World
from planner.sourced import Sourced, shipped

Change = Callable[[Agency], World]


@dataclass(frozen=True)
class Value:
    """One value of a setting, in words, and the world in which it is in force."""

    words: str
    world: Change


@dataclass(frozen=True)
class Setting:
    """A setting that is tried: its name, its value in force, and the others."""

    name: str
    in_force: str
    values: tuple[Value, ...]


def numbers() -> dict[str, Sourced]:
    """Return the values tried and the thresholds, with their sources."""
    return shipped("planner.sensitivity", "tried.toml")


def settings_tried(agency: Agency) -> tuple[Setting, ...]:
    """Return every setting with the values tried in an agency, but the one in force."""
    return tuple(setting for make in _TABLE for setting in make(agency))


def _tier_weights(agency: Agency) -> Iterator[Setting]:
    values = (
        Value(f"{name}, budget too" if budget_too else name, _weighed(weights, budget_too=budget_too))
        for name, weights in alternatives().items()
        if weights.by_tier != agency.weights.by_tier
        for budget_too in (True, False)
    )
    yield Setting("tier weights", agency.weights.name, tuple(values))


def _weighed(weights: Weights, *, budget_too: bool) -> Change:
    return lambda agency: with_tier_weights(agency, weights, budget_too=budget_too)


def _policy(name: str, words: str, unit: str) -> Callable[[Agency], Iterator[Setting]]:
    def setting(agency: Agency) -> Iterator[Setting]:
        in_force = getattr(agency.policy, name)
        values = (value for value in numbers()[name].numbers if value != in_force)
        yield Setting(
            words,
            _counted(in_force, unit),
            tuple(Value(_counted(value, unit), _put(name, value)) for value in values),
        )

    return setting


def _counted(value: int, unit: str) -> str:
    return f"{value} {unit if value == 1 else unit + 's'}"


def _put(name: str, value: int) -> Change:
    return lambda agency: with_policy(agency, **{name: value})


def _exposure_share(agency: Agency) -> Iterator[Setting]:
    values = (
        Value(f"{times / 10 - 100:+.0f} %", _shared(times))
        for times in numbers()["exposure_share"].numbers
    )
    yield Setting("exposure share", "as recorded", tuple(values))


def _shared(times: int) -> Change:
    return lambda agency: with_exposure_share(agency, times)


def _dose_coefficient(agency: Agency) -> Iterator[Setting]:
    in_force = round(card_of(agency.risk_card).term["indirect_dose"].estimate * 1000)
    values = (value for value in numbers()["dose_coefficient"].numbers if value != in_force)
    yield Setting(
        "dose coefficient",
        f"{in_force / 1000:.2f}",
        tuple(Value(f"{value / 1000:.2f}", _counting(value)) for value in values),
    )


def _counting(estimate: int) -> Change:
    return lambda agency: with_dose_coefficient(agency, estimate)


def _chance_level(agency: Agency) -> Iterator[Setting]:
    in_force = agency.policy.budget_kept
    values = (value for value in numbers()["budget_kept"].numbers if value != in_force)
    yield Setting(
        "chance level",
        _chance(in_force),
        tuple(Value(_chance(value), _kept(value)) for value in values),
    )


def _chance(kept: int) -> str:
    return f"{kept / 10:g} of 100" if kept > EVEN else "even"


def _kept(value: int) -> Change:
    rates, weeks = (numbers()[name].number for name in ("rate_spread", "weeks_spread"))
    return lambda agency: with_chance_level(agency, value, rates, weeks)


_TABLE: tuple[Callable[[Agency], Iterator[Setting]], ...] = (
    _tier_weights,
    _policy("half_life_weeks", "half-life", "week"),
    _exposure_share,
    _dose_coefficient,
    _policy("sts_cut_off", "cut-off of harm", "point"),
    _chance_level,
)
