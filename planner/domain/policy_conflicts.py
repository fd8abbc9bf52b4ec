"""Which pairs of settings contradict each other?

A pair is here only where no agency can mean both: one takes back what the other grants, or undoes an
order the two have by their names. A limit that another one makes idle is no contradiction: making a
limit wide is how it is turned off.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Pair:
    """Two settings, when they contradict each other (in words and in code), and why that is."""

    first: str
    second: str
    when: str
    contradict: Callable[[Values], bool]
    why: str


@dataclass(frozen=True)
class Contradiction:
    """A pair as it stands in a policy, told with both values."""

    names: tuple[str, str]
    sentence: str


PAIRS: tuple[Pair, ...] = (
    Pair(
        "budget_kept",
        "rate_spread",
        "budget_kept > 500, rate_spread = weeks_spread = 0",
        lambda v: v["budget_kept"] > _EVEN and v["rate_spread"] == v["weeks_spread"] == 0,
        "budgets are to be kept with a margin, and neither rate_spread nor weeks_spread says that"
        " anything is uncertain",
    ),
    Pair(
        "window_7_multiple",
        "window_28_multiple",
        "window_7_multiple > window_28_multiple",
        lambda v: v["window_7_multiple"] > v["window_28_multiple"],
        "a week would be allowed more than the four weeks it is part of",
    ),
    Pair(
        "window_28_multiple",
        "window_182_multiple",
        "window_28_multiple > window_182_multiple",
        lambda v: v["window_28_multiple"] > v["window_182_multiple"],
        "four weeks would be allowed more than the half year they are part of",
    ),
    Pair(
        "lighter_share",
        "rest_share",
        "lighter_share < rest_share",
        lambda v: v["lighter_share"] < v["rest_share"],
        "who rests would carry more than who chose the lighter step",
    ),
    Pair(
        "lighter_sts_shift",
        "rest_sts_shift",
        "lighter_sts_shift > rest_sts_shift",
        lambda v: v["lighter_sts_shift"] > v["rest_sts_shift"],
        "new work would count as less harmful to who rests than to who chose the lighter step",
    ),
    Pair(
        "ramp_step_months",
        "ramp_below_months_in_field",
        "0 < ramp_below_months_in_field <= ramp_step_months, with several ramp_shares",
        lambda v: (
            len(v["ramp_shares"]) > 1 and 0 < v["ramp_below_months_in_field"] <= v["ramp_step_months"]
        ),
        "the ramp would end with its first step, and no later share of ramp_shares would ever hold",
    ),
    Pair(
        "severe_share",
        "full_caseload",
        "severe_share x full_caseload < 1000",
        lambda v: v["severe_share"] * v["full_caseload"] < _ONE_CASE,
        "the share allows severe cases, and is less than one case of a full caseload",
    ),
    Pair(
        "burden_shares",
        "burden_rates",
        "burden_shares and burden_rates differ in length",
        lambda v: len(v["burden_shares"]) != len(v["burden_rates"]),
        "they must have the same length, one rate from each share on",
    ),
    Pair(
        "no_worse_than_rotation",
        "rotation_points",
        "no_worse_than_rotation on, rotation_points = 0",
        lambda v: v["no_worse_than_rotation"] and v["rotation_points"] == 0,
        "dose beyond turn-taking is to cost extra, and the extra cost is nothing",
    ),
    Pair(
        "same_cost_below",
        "much_cost_above",
        "same_cost_below > much_cost_above",
        lambda v: v["same_cost_below"] > v["much_cost_above"],
        "the same cost would be called about the same and much more",
    ),
)
_ONE_CASE = 1000
_EVEN = 500


def contradictions(values: Values) -> Iterator[Contradiction]:
    """Yield every pair that contradicts itself, with both values named."""
    for pair in PAIRS:
        if pair.contradict(values):
            both = " and ".join(f"{name} = {_shown(values[name])}" for name in (pair.first, pair.second))
            sentence = f"{both} contradict each other: {pair.why}"
            yield Contradiction((pair.first, pair.second), sentence)


def _shown(value: object) -> str:
    """Return a value as an agency writes it in its file."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(list(value) if isinstance(value, tuple) else value)
