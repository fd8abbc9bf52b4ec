"""What would change the answer: more runs, other numbers, other costs, other choices."""

from collections.abc import Iterator
from math import ceil

from planner.present.report.hanging import hangs_on
from planner.present.report.lever_words import cost_text, named, worth_text
from planner.present.report.material import Material
from planner.present.report.sentences import listed, pairs, told_apart
from planner.present.report.words import HEADLINES, measure, policy
from planner.present.simulation import MeanAnswer, SimulationAnswer, Standing
from planner.sourced import Provenance

_MOST_RUNS = 100_000


def would_change(material: Material) -> Iterator[tuple[str, str]]:
    """Yield what could turn the answer round, each with its heading."""
    answer = material.answer
    yield from _levers(answer)
    for pair in pairs(answer):
        means = ((name, pair.measures[name]) for name in HEADLINES if name in pair.measures)
        said = [_more_runs(mean, HEADLINES[name].name, answer.runs) for name, mean in means]
        if told := [one for one in said if one]:
            yield f"More runs, against “{policy(pair.against)}”", _sentence("; ".join(told))
    if answer.sensitivity is not None:
        yield from hangs_on(answer.sensitivity)
    chosen = [
        one.name.replace("_", " ")
        for one in material.assumptions
        if one.setting.provenance is Provenance.JUDGEMENT or not one.setting.source
    ]
    if chosen:
        yield "Other choices", f"Nothing is published behind the size of: {', '.join(chosen)}."


def _levers(answer: SimulationAnswer) -> Iterator[tuple[str, str]]:
    """Yield at what costs and after how many runs the levers would stand otherwise."""
    best = [lever for lever in answer.levers if lever.standing is Standing.BEST]
    worth = [
        f"{named([lever])} at {worth_text(lever, answer.levers)} (now {cost_text(lever)})"
        for lever in answer.levers
        if lever.as_good_at is not None
    ]
    if best and worth:
        yield "Other costs", f"As good for its cost as {named(best)} would be {listed(worth)}."
    ranked = answer.rank_by or ""
    unsure = [
        (lever, _more_runs(lever.measures[ranked], named([lever]), answer.runs))
        for lever in answer.levers
        if lever.standing is Standing.NOTHING
    ]
    if told := [one for _, one in unsure if one]:
        yield f"More runs, in {measure(ranked).title.lower()}", _sentence("; ".join(told))


def _more_runs(mean: MeanAnswer, what: str, runs: int) -> str:
    """Return how many runs would tell a difference of this size: (half / mean) squared as many."""
    if told_apart(mean) or mean.low is None or mean.high is None or not mean.mean:
        return ""
    needed = ceil(runs * ((mean.high - mean.low) / 2 / mean.mean) ** 2)
    if needed > _MOST_RUNS:
        return f"{what} is so alike that no number of runs worth making tells it apart"
    return f"about {needed:,} would tell {what} apart, if the difference is as large as it looks"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
