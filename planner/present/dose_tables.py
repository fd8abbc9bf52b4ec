"""Weights, and what they change, as tables on a terminal."""

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.domain import Mode, Weights
from planner.explain.language import _
from planner.present.dose import WeightsAnswer, WeightsComparison, WeightsTried
from planner.solve.outcome import Ending

_NO_VALIDATED = "No validated weights are published: the alternatives are choices, named as policy."


def weights_page(answer: WeightsAnswer) -> RenderableType:
    """Return the weights in force beside the alternatives."""
    force = answer.in_force
    shown = list(answer.alternatives)
    if force not in shown:
        shown.append(force)
    table = _table("What an hour weighs", "", *(_title(weights, force) for weights in shown))
    for tier in range(len(force.by_tier)):
        table.add_row(f"tier {tier + 1}", *(_weight(w.by_tier[tier]) for w in shown))
    for mode in Mode:
        table.add_row(f"x {mode}", *(_weight(w.by_mode[mode]) for w in shown))
    table.add_row("unit budget", *(f"{w.unit_budget.number / 1000:g}" for w in shown))
    table.add_row("provenance", *(w.tier_weights.provenance for w in shown))
    title = f"Weights of {answer.of}" if answer.of != "the shipped weights" else "The shipped weights"
    parts: list[RenderableType] = [
        Text(f"{title}: {force.name} {force.version} in force", style="bold"),
        table,
        *map(Text, _about(answer)),
    ]
    return Group(*parts)


def _title(weights: Weights, in_force: Weights) -> str:
    mark = " (in force)" if weights == in_force else ""
    return f"{weights.name} {weights.version}{mark}"


def _about(answer: WeightsAnswer) -> Iterator[str]:
    rated = answer.in_force.rated
    yield "Dose = hours x weight of the tier x weight of the mode, in exposure units."
    if rated is not None:
        ends = zip(rated.low, rated.high, strict=True)
        told = ", ".join(f"{low / 1000:.2f} to {high / 1000:.2f}" for low, high in ends)
        yield (
            f"Own weights of {rated.on}, from {rated.judgements:,} {rated.judged} by {rated.raters}"
            f" raters. {rated.confidence / 10:g} % intervals by tier: {told}. Agreement (alpha)"
            f" {rated.agreement / 1000:.2f}, {rated.agreement_low / 1000:.2f} to"
            f" {rated.agreement_high / 1000:.2f}."
        )
    yield (
        "Under each, an ordinary full caseload sits at the action level of its unit budget"
        " (docs/dose.md)."
    )
    if answer.unit_budget != answer.in_force.unit_budget.number:
        yield (
            f"The agency sets its own unit budget, {answer.unit_budget / 1000:g}; it is counted in these"
            " weights, and does not change when they do."
        )
    yield _NO_VALIDATED


def own_weights_note(weights: Weights) -> Text:
    """Return the sentence under a plan that an agency's own weights were counted with."""
    by_tier = ", ".join(_weight(each) for each in weights.by_tier)
    note = _(
        "Dose is counted in the agency's own weights ({weights}): an hour of tier 1 to 5 weighs"
        " {by_tier}."
    )
    name = f"{weights.name} {weights.version}"
    return Text(note.format(weights=name, by_tier=by_tier), style="dim")


def comparison_page(answer: WeightsComparison) -> RenderableType:
    """Return what other weights would change."""
    heads = [weights.name + (" (in force)" if not place else "") for place, weights in _places(answer)]
    table = _table("", "", *heads)
    for label, cells in _rows(answer):
        table.add_row(label, *cells)
    title = f"{answer.agency}, {answer.date}: {answer.workers} workers, {answer.new_cases} new cases"
    return Group(Text(title, style="bold"), table, *map(Text, _notes(answer)))


def _places(answer: WeightsComparison) -> Iterator[tuple[int, WeightsTried]]:
    return enumerate(answer.tried)


def _rows(answer: WeightsComparison) -> Iterator[tuple[str, Sequence[str]]]:
    tried, planned = answer.tried, answer.tried[0].ending is not None
    yield "weights of tier 1 to 5", [" ".join(_weight(w) for w in t.by_tier) for t in tried]
    yield "unit budget", [f"{t.unit_budget / 1000:g}" for t in tried]
    yield "workers over budget now", [str(t.over_budget) for t in tried]
    yield "at the action level now", [str(t.at_action_level) for t in tried]
    yield "... who are not, in force", ["", *(str(t.new_among_them) for t in tried[1:])]
    if not planned:
        return
    yield "the search ended", [str(t.ending) for t in tried]
    yield "new cases with a worker", [str(t.assigned) for t in tried]
    proven = tried[0].ending is Ending.BEST
    same = [f"{t.same} of {answer.new_cases}" for t in tried]
    yield "new cases given out the same", ["" if proven else f"again: {same[0]}", *same[1:]]
    if any(t.asked for t in tried[1:]):
        yield "cost steps that stay", ["", *(f"{t.same_step} of {t.asked}" for t in tried[1:])]
        yield "... that become dearer", ["", *(str(t.dearer) for t in tried[1:])]


def _notes(answer: WeightsComparison) -> Iterator[str]:
    yield (
        "Under each, the unit budget is the one of which the agency's open cases and standing exposure,"
        " all together, take the same share as in force; set it in agency.toml beside the weights."
    )
    if answer.sets_budget:
        yield "The agency's unit budget is its own; a new weights.toml alone does not change it."
    if Ending.GOOD in {t.ending for t in answer.tried}:
        yield (
            "Not every plan is proven to be the best: part of what differs is where a search ended."
            " 'Again' is how many cases are given out the same when the week is planned a second time"
            " under the same weights; only fewer tell of weights. More --seconds bring it nearer to all."
        )
    yield "From public facts alone, as if nobody had set a private limit. Counts only, of no person."


def _weight(thousandths: int) -> str:
    return f"{thousandths / 1000:g}"


def _table(title: str, first: str, *columns: str) -> Table:
    table = Table(title=title or None, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(first, no_wrap=True)
    for name in columns:
        table.add_column(name, justify="right")
    return table
