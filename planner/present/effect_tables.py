"""What a change of policy does, and what each rule blocks, as tables on a terminal."""

from collections.abc import Callable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.present.policy import (
    BiteAnswer,
    EffectSideAnswer,
    PolicyEffectAnswer,
    RulesAnswer,
)
from planner.present.policy_tables import changed_table
from planner.present.tables import figure

_MOST_LISTED = 10
_FIGURES: tuple[tuple[str, str, str | None], ...] = (
    ("assigned", "new cases with a worker", "{:.0f}"),
    ("moved", "open cases moved", "{:.0f}"),
    ("leavers_cases_left", "leavers' cases without a worker", "{:.0f}"),
    ("coverage", "coverage, by urgency", "{:.1%}"),
    ("over_budget", "workers over budget", "{:.0f}"),
    ("over_budget_before", "... before anything is given out", "{:.0f}"),
    ("over_action_level", "workers over the action level", "{:.0f}"),
    ("largest_share", "largest share of budget", None),
    ("largest_share_given", "... among those given a case", None),
    ("expected_harm", "expected harm, STS points", "{:.2f}"),
    ("added_harm", "... added by the plan", "{:.2f}"),
)


def effect_page(answer: PolicyEffectAnswer) -> RenderableType:
    """Return the same week under two policies, side by side."""
    before, after = answer.before, answer.after
    parts: list[RenderableType] = [
        Text(f"{answer.agency}, {answer.date}: the same week under both policies", style="bold"),
        changed_table(answer.changed),
        _figures(before, after),
        Text(_left(before, after)),
        Text(_moved(answer)),
        *_bites_side_by_side(before, after),
    ]
    parts.extend(Text(note) for note in answer.notes)
    parts.append(
        Text("Planned from public facts alone, as if nobody had set a private limit.", style="dim")
    )
    return Group(*parts)


def _figures(before: EffectSideAnswer, after: EffectSideAnswer) -> Table:
    table = _table("", "", "as it is", "changed")
    table.add_row("the search ended", before.ending, after.ending)
    for name, label, form in _FIGURES:
        figures = (side.measures.get(name) for side in (before, after))
        table.add_row(label, *("-" if f is None else figure(f, form) for f in figures))
    return table


def _left(before: EffectSideAnswer, after: EffectSideAnswer) -> str:
    """Return which cases only one of two plans leaves."""
    if not before.measures or not after.measures:
        return "There is no plan under one of them."
    newly = [case for case in after.left if case not in before.left]
    no_longer = [case for case in before.left if case not in after.left]
    return f"Left only when changed: {_some(newly)}\nNo longer left: {_some(no_longer)}"


def _some(ids: Sequence[str]) -> str:
    listed = ", ".join(ids[:_MOST_LISTED])
    more = f" and {len(ids) - _MOST_LISTED} more" if len(ids) > _MOST_LISTED else ""
    return f"{len(ids)}: {listed}{more}." if ids else "none."


def _moved(answer: PolicyEffectAnswer) -> str:
    moved = [f"{each.case} ({each.before} → {each.after})" for each in answer.moved]
    return f"To another worker: {_some(moved)}"


def _bites_side_by_side(before: EffectSideAnswer, after: EffectSideAnswer) -> list[RenderableType]:
    """Return what each rule does alone, of those of which it differs."""
    table = _table("What each rule does alone", "Rule", "Cases it blocks", "Workers it closes")
    for one, other in zip(before.rules, after.rules, strict=True):
        if (one.blocked, one.closed) != (other.blocked, other.closed):
            table.add_row(one.rule, _step(one.blocked, other.blocked), _step(one.closed, other.closed))
    same = len(before.rules) - table.row_count
    if not table.row_count:
        return [Text(f"What each rule does alone: {same} rules, no change.")]
    return [table, Text(f"{same} others: no change.")]


def _step(before: int, after: int) -> Text:
    return Text(f"{before}") if before == after else Text(f"{before} → {after}", style="bold")


def rules_page(answer: RulesAnswer) -> RenderableType:
    """Return what each rule blocks and closes, and which cases and workers these are."""
    title = f"{answer.agency}: {answer.new_cases} new cases, {answer.workers} workers"
    table = _table("", "Rule", "Blocks", "Last straw", "Closes", "Pairs", last="What it says")
    for bite in answer.rules:
        table.add_row(
            bite.rule,
            str(bite.blocked),
            str(bite.last_straws),
            str(bite.closed),
            f"{bite.keeps_apart:.0%}",
            bite.sentence,
        )
    parts: list[RenderableType] = [Text(title, style="bold"), table]
    for label, ids in _LISTED:
        parts.extend(
            Text(f"{bite.rule} {label} {_some(ids(bite))}") for bite in answer.rules if ids(bite)
        )
    parts.append(Text(_LEGEND.format(", ".join(answer.not_told) or "none"), style="dim"))
    return Group(*parts)


_LISTED: tuple[tuple[str, Callable[[BiteAnswer], list[str]]], ...] = (
    ("blocks", lambda bite: bite.blocks),
    ("is the last straw for", lambda bite: bite.last_straw),
    ("closes", lambda bite: bite.closes),
)
_LEGEND = (
    "Each rule alone, one case at a time, from public facts. Blocks: cases nobody could take. Last"
    " straw: cases nobody can take under all rules, and somebody could without this one. Closes:"
    " workers who could take no case. Pairs: of a case and a worker, kept apart. Of the rules of dose"
    " only counts: how loaded somebody is, is told to the worker and their supervisor. Not told at all,"
    " because private: {}."
)


def _table(title: str, first: str, *numbers: str, last: str = "") -> Table:
    table = Table(title=title or None, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(first, no_wrap=True)
    for name in numbers:
        table.add_column(name, justify="right")
    if last:
        table.add_column(last)
    return table
