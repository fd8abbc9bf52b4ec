"""What would change the answer: more runs, other numbers, other choices."""

from collections.abc import Iterator
from math import ceil

from planner.present.report.material import Lever, Material
from planner.present.report.sentences import pairs, told_apart
from planner.present.report.words import HEADLINES, measure, number, policy
from planner.present.simulation import MeanAnswer
from planner.sourced import Provenance

_CHOSEN = (Provenance.POLICY, Provenance.JUDGEMENT)
_MOST_RUNS = 100_000


def would_change(material: Material) -> Iterator[tuple[str, str]]:
    """Yield what could turn the answer round, each with its heading."""
    for pair in pairs(material.answer):
        means = ((name, pair.measures[name]) for name in HEADLINES if name in pair.measures)
        said = [_more_runs(mean, name, material.answer.runs) for name, mean in means]
        if told := [one for one in said if one]:
            yield f"More runs, against “{policy(pair.against)}”", _sentence("; ".join(told))
    for lever in material.levers:
        yield lever.name, _lever(lever)
    if chosen := [one.name for one in material.assumptions if one.setting.provenance in _CHOSEN]:
        names = ", ".join(name.replace("_", " ") for name in chosen)
        yield "Other choices", f"Nothing is published behind the size of: {names}."


def _more_runs(mean: MeanAnswer, name: str, runs: int) -> str:
    """Return how many runs would tell a difference of this size: (half / mean) squared as many."""
    if told_apart(mean) or mean.low is None or mean.high is None or not mean.mean:
        return ""
    needed = ceil(runs * ((mean.high - mean.low) / 2 / mean.mean) ** 2)
    title = HEADLINES[name].name
    if needed > _MOST_RUNS:
        return f"{title} is so alike that no number of runs worth making tells it apart"
    return f"about {needed:,} would tell {title} apart, if the difference is as large as it looks"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _lever(lever: Lever) -> str:
    low, high = (number(value, lever.measure) for value in (lever.low, lever.high))
    how = measure(lever.measure)
    return f"{how.title} ({how.unit}) is {low} at {lever.at_low}, and {high} at {lever.at_high}."
