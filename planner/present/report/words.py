"""What measures and policies are called on paper, and how their numbers are written."""

from dataclasses import dataclass
from math import inf

from planner.present.simulation import AS_IT_IS, MeanAnswer

NOTHING = "\u2013"
_MINUS = "\u2212"
_THOUSAND = 1000


@dataclass(frozen=True)
class Measure:
    """A measure's title, unit and decimals, what it is multiplied by, and how much it can be at most.

    None can be less than 0; the unit is that of the number multiplied.
    """

    title: str
    unit: str
    decimals: int = 1
    factor: float = 1
    most: float = inf


@dataclass(frozen=True)
class Phrase:
    """A measure in a sentence: its name, what happens, and by how much it differs, less or more."""

    name: str
    happens: str
    less: str
    more: str


MEASURES: dict[str, Measure] = {
    "weeks_over_budget": Measure("Over the dose budget", "worker-weeks in a run", 0),
    "weeks_over_action_level": Measure("Over the action level", "worker-weeks in a run", 0),
    "expected_harm": Measure("Expected harm", "STS points above the cut-off, all workers"),
    "waiting_days": Measure("Waiting", "days a case"),
    "severe_waiting_days": Measure("Waiting, severe cases", "days a case"),
    "severe_waiting": Measure("Severe cases waiting", "cases at the end of a week"),
    "coverage": Measure("Taken on", "% of the cases that came", 1, 100, 1),
    "in_time": Measure("Answered in time", "% of the cases due", 1, 100, 1),
    "unassigned": Measure("Waiting at the end", "cases"),
    "largest_share": Measure("Heaviest weeks", "% of own budget, 95th of 100 worker-weeks", 0, 100),
    "burden_gini": Measure("Unevenness of burden", "Gini, 0 is even", 3, 1, 1),
    "continuity": Measure("Kept their worker", "% of the cases taken on", 1, 100, 1),
    "turnover": Measure("Turnover", "% of posts a year", 1, 100),
    "hours_used": Measure("Hours used", "% of the hours for cases", 1, 100),
    "proven": Measure("Proven best", "% of the weeks' batches", 1, 100, 1),
    "cost": Measure("Cost", "money in a run", 0),
}
HEADLINES: dict[str, Phrase] = {
    "weeks_over_budget": Phrase(
        "worker-weeks over the dose budget",
        "{} worker-weeks are over the dose budget",
        "{} fewer worker-weeks over the dose budget",
        "{} more worker-weeks over the dose budget",
    ),
    "expected_harm": Phrase(
        "expected harm",
        "{} STS points above the cut-off are to be expected",
        "{} fewer expected STS points above the cut-off",
        "{} more expected STS points above the cut-off",
    ),
    "waiting_days": Phrase(
        "waiting",
        "a case waits {} days",
        "{} days less of waiting for a case",
        "{} days more of waiting for a case",
    ),
    "coverage": Phrase(
        "cases taken on",
        "{} % of cases are taken on",
        "{} points less in the percentage of cases taken on",
        "{} points more in the percentage of cases taken on",
    ),
}


def measure(name: str) -> Measure:
    """Return how a measure is called; one that is not known by its own name."""
    return MEASURES.get(name, Measure(name.replace("_", " ").capitalize(), "", 2))


def policy(name: str) -> str:
    """Return what a way of giving out cases is called."""
    return "As it is now" if name == AS_IT_IS else name.replace("-", " ").capitalize()


def number(value: float | None, name: str, *, sign: bool = False) -> str:
    """Return a measure's value in its unit; with `sign`, as a difference."""
    if value is None:
        return NOTHING
    how = measure(name)
    text = f"{abs(value) * how.factor:,.{how.decimals}f}"
    zero = not text.strip("0.,")
    if value < 0 and not zero:
        return _MINUS + text
    return f"+{text}" if sign and not zero else text


def between(answer: MeanAnswer, name: str, *, sign: bool = False) -> str:
    """Return an interval."""
    if answer.low is None or answer.high is None:
        return "too few runs for an interval"
    low, high = (
        (answer.low, answer.high) if sign else (within(answer.low, name), within(answer.high, name))
    )
    return f"{number(low, name, sign=sign)} to {number(high, name, sign=sign)}"


def within(edge: float, name: str) -> float:
    """Return an end of an interval, cut where the measure cannot go further."""
    return min(measure(name).most, max(0.0, edge))


def plain(value: float) -> str:
    """Return a number for an axis, without what it does not need."""
    return (f"{value:,.0f}" if abs(value) >= _THOUSAND else f"{value:g}").replace("-", _MINUS)
