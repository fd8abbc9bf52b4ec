"""What measures and policies are called on paper, and how their numbers are written."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, inf, log10

from planner.present.simulation import AS_IT_IS, MeanAnswer

NOTHING = "\u2013"
_MINUS = "\u2212"
_THOUSAND = 1000
_MOST_DECIMALS = 6


@dataclass(frozen=True)
class Measure:
    """A measure's title, unit and decimals, what it is multiplied by, and how much it can be at most.

    None can be less than 0; the unit is that of the number multiplied. `better`: 1 where more of it is
    better, -1 where less is, 0 where that is not for the planner to say.
    """

    title: str
    unit: str
    decimals: int = 1
    factor: float = 1
    most: float = inf
    better: int = -1


@dataclass(frozen=True)
class Phrase:
    """A measure in a sentence: its name, what happens, and by how much it differs, less or more."""

    name: str
    happens: str
    less: str
    more: str


MEASURES: dict[str, Measure] = {
    "weeks_over_budget": Measure("Over the dose budget", "worker-weeks in a run", 0),
    "share_over_budget": Measure("Over the dose budget", "% of worker-weeks", 2, 100, 1),
    "weeks_over_action_level": Measure("Over the action level", "worker-weeks in a run", 0),
    "expected_harm": Measure("Expected harm", "STS points above the cut-off, all workers"),
    "harm_per_worker": Measure("Expected harm a worker", "STS points above the cut-off", 3),
    "waiting_days": Measure("Waiting", "days a case"),
    "severe_waiting_days": Measure("Waiting, severe cases", "days a case"),
    "severe_waiting": Measure("Severe cases waiting", "cases at the end of a week"),
    "coverage": Measure("Taken on", "% of the cases that came", 1, 100, 1, 1),
    "in_time": Measure("Answered in time", "% of the cases due", 1, 100, 1, 1),
    "unassigned": Measure("Waiting at the end", "cases"),
    "largest_share": Measure("Heaviest weeks", "% of own budget, 95th of 100 worker-weeks", 0, 100),
    "burden_gini": Measure("Unevenness of burden", "Gini, 0 is even", 3, 1, 1),
    "continuity": Measure("Kept their worker", "% of the cases taken on", 1, 100, 1, 1),
    "turnover": Measure("Turnover", "% of posts a year", 1, 100),
    "hours_used": Measure("Hours used", "% of the hours for cases", 1, 100, better=0),
    "proven": Measure("Proven best", "% of the weeks' batches", 1, 100, 1, 0),
    "cost": Measure("Cost", "money in a run", 0, better=0),
}
RANKED = tuple(name for name, how in MEASURES.items() if how.better)
HEADLINES: dict[str, Phrase] = {
    "weeks_over_budget": Phrase(
        "worker-weeks over the dose budget",
        "{} worker-weeks are over the dose budget",
        "{} fewer worker-weeks over the dose budget",
        "{} more worker-weeks over the dose budget",
    ),
    "harm_per_worker": Phrase(
        "expected harm a worker",
        "expected harm is {} STS points above the cut-off a worker",
        "{} STS points less of expected harm a worker",
        "{} STS points more of expected harm a worker",
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


def number(value: float | None, name: str, *, sign: bool = False, decimals: int | None = None) -> str:
    """Return a measure's value in its unit; with `sign`, as a difference. `decimals`: not the usual."""
    if value is None:
        return NOTHING
    how = measure(name)
    text = f"{abs(value) * how.factor:,.{how.decimals if decimals is None else decimals}f}"
    zero = not text.strip("0.,")
    if value < 0 and not zero:
        return _MINUS + text
    return f"+{text}" if sign and not zero else text


def between(answer: MeanAnswer, name: str, *, sign: bool = False, decimals: int | None = None) -> str:
    """Return an interval."""
    if answer.low is None or answer.high is None:
        return "too few runs for an interval"
    low, high = (edge if sign else within(edge, name) for edge in (answer.low, answer.high))
    return " to ".join(number(edge, name, sign=sign, decimals=decimals) for edge in (low, high))


def fine(values: Iterable[float | None], name: str) -> int:
    """Return decimals enough for two digits of the largest of some values; no fewer than usual."""
    how = measure(name)
    largest = max((abs(value) * how.factor for value in values if value), default=0.0)
    if not largest:
        return how.decimals
    return min(_MOST_DECIMALS, max(how.decimals, 1 - floor(log10(largest))))


def within(edge: float, name: str) -> float:
    """Return an end of an interval, cut where the measure cannot go further."""
    return min(measure(name).most, max(0.0, edge))


def plain(value: float) -> str:
    """Return a number for an axis, without what it does not need."""
    return (f"{value:,.0f}" if abs(value) >= _THOUSAND else f"{value:g}").replace("-", _MINUS)
