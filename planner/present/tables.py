"""Answers as tables and sentences on a terminal."""

from collections.abc import Callable, Sequence
from math import ceil

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.explain.reasons import Why
from planner.explain.wording import percent, short_why
from planner.present.answers import (
    CheckAnswer,
    ComparisonAnswer,
    PlanAnswer,
    ProposedAnswer,
    UnassignedAnswer,
)
from planner.solve.outcome import Ending

_ENDINGS = {
    Ending.BEST: "Proven: no better plan exists under these settings.",
    Ending.GOOD: "Keeps every rule; not proven to be the best.",
    Ending.NONE: "No plan keeps every rule.",
    Ending.UNKNOWN: "Time ran out before a plan was found.",
    Ending.FALLBACK: "Keeps every rule, but is a fallback: the search was ended before it was through,"
    " by its time limit, for want of memory or from outside. A better plan may well exist.",
}

_FIGURES: tuple[tuple[str, str, str | None], ...] = (
    ("assigned", "cases with a worker", "{:.0f}"),
    ("moved", "open cases moved", "{:.0f}"),
    ("leavers_cases_left", "leavers' cases without a worker", "{:.0f}"),
    ("coverage", "coverage of all that needs a worker, by urgency", "{:.1%}"),
    ("given_beyond_budget", "workers given cases beyond budget", "{:.0f}"),
    ("over_budget", "workers over budget", "{:.0f}"),
    ("over_action_level", "workers over the action level", "{:.0f}"),
    ("largest_share", "largest share of budget", None),
    ("largest_share_given", "... among those given a case", None),
    ("added_harm", "expected harm added, STS points", "{:.2f}"),
)


def figure(value: float, form: str | None) -> str:
    """Return a figure in its form; without one, as a share of budget, rounded down."""
    return percent(value) if form is None else form.format(value)


def plan_page(answer: PlanAnswer, whys: Sequence[Why]) -> RenderableType:
    """Return a plan as a page: proposals with dose before and after, what waits, and figures."""
    parts: list[RenderableType] = [Text(_ENDINGS[answer.ending] + _how_good(answer), style="bold")]
    parts.extend(Text(sentence) for sentence in answer.why_none)
    if whys:
        parts.append(_proposals(whys))
    parts.extend(_asked_for(answer.assignments))
    if answer.unassigned:
        parts.append(Text(f"\n{len(answer.unassigned)} left:", style="bold"))
        parts.extend(Text(_left(left)) for left in answer.unassigned)
    if answer.measures:
        parts.append(Text("\n" + _summary(answer.measures)))
    parts.append(
        Text("Proposals only: people decide. Dose shares are of the usual budget.", style="dim")
    )
    return Group(*parts)


def _asked_for(assignments: Sequence[ProposedAnswer]) -> list[RenderableType]:
    """Return what the proposals ask of people, each sentence once with its cases."""
    cases: dict[str, list[str]] = {}
    for proposed in assignments:
        for sentence in proposed.conditions:
            cases.setdefault(sentence, []).append(proposed.case)
    if not cases:
        return []
    lines = [f"{', '.join(which)}: {sentence}" for sentence, which in cases.items()]
    return [Text("With these proposals:", style="bold"), *map(Text, lines)]


def _left(left: UnassignedAnswer) -> str:
    held = f" {left.held_by} holds it meanwhile." if left.held_by else ""
    return f"{left.case}: {left.why}{held}"


def _how_good(answer: PlanAnswer) -> str:
    """Return how much better a plan could be at most, against what planning gains over best fit."""
    cost, bound, greedy = answer.cost, answer.bound, answer.greedy_cost
    if answer.ending is not Ending.GOOD or cost is None or bound is None or greedy is None:
        return ""
    gain = greedy - cost
    if gain <= 0:
        return ""
    most = max(1, ceil((cost - bound) * 1000 / gain)) / 1000
    return (
        f" No plan can be better by more than {most:.1%} of what planning gains over best fit, case by"
        " case."
    )


def _proposals(whys: Sequence[Why]) -> Table:
    """Return who takes what; who led a case, who supports and who covers only where anybody does."""
    table = Table(title="Proposed", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    columns = [(name, tell) for name, tell in _COLUMNS if name in _ALWAYS or any(map(tell, whys))]
    for name, _ in columns:
        table.add_column(name, no_wrap=name != "Why", min_width=_WHY if name == "Why" else None)
    for why in whys:
        table.add_row(*(tell(why) for _, tell in columns))
    return table


def _cover(why: Why) -> str:
    """Return who covers for the lead, a line each, and in which weeks."""
    weeks: dict[str, list[str]] = {}
    for cover in why.cover:
        weeks.setdefault(cover.worker, []).append(str(cover.week))
    return "\n".join(
        f"{worker} (week{'s' if len(which) > 1 else ''} {', '.join(which)})"
        for worker, which in weeks.items()
    )


_WHY = 24
_ALWAYS = ("Case", "Urgency", "Tier", "Worker", "Dose share", "Why")
_COLUMNS: tuple[tuple[str, Callable[[Why], str]], ...] = (
    ("Case", lambda why: why.case),
    ("From", lambda why: why.moved_from or ""),
    ("Urgency", lambda why: str(why.urgency)),
    ("Tier", lambda why: str(why.tier)),
    ("Worker", lambda why: why.worker),
    ("Support", lambda why: why.support or ""),
    ("Cover", _cover),
    ("Dose share", lambda why: f"{percent(why.share_before):>4} → {percent(why.share_after):>4}"),
    ("Why", short_why),
)


def _summary(measures: dict[str, float]) -> str:
    m = measures
    given = m["given_beyond_budget"]
    moved = f" {m['moved']:.0f} of {m['movable_cases']:.0f} movable open cases move"
    leavers = m["leavers_cases_left"]
    moved += f"; {leavers:.0f} of a leaver wait for somebody." if leavers else "."
    return (
        f"{m['assigned']:.0f} of {m['new_cases']:.0f} new cases have a worker;"
        f" by urgency, {m['coverage']:.1%} of all that needs one. {m['supported']:.0f} with a supporting"
        " worker."
        f"{moved if m['movable_cases'] else ''}\n"
        f"Over the dose budget: {m['over_budget_before']:.0f} of {m['workers']:.0f} workers before,"
        f" {m['over_budget']:.0f} after; given dose beyond it: {given:.0f}."
    )


def check_page(answer: CheckAnswer) -> RenderableType:
    """Return what a check found."""
    if answer.fine:
        besides = f" Not checked: {', '.join(answer.not_checked)}." if answer.not_checked else ""
        return Text(f"The plan keeps every rule and is what it says.{besides}")
    found = [*answer.breaches, *answer.false_claims]
    return Group(Text(f"{len(found)} found:", style="bold"), *(Text(f"- {each}") for each in found))


def comparison_page(answer: ComparisonAnswer) -> RenderableType:
    """Return several ways of giving out the same cases, side by side."""
    table = Table(
        title="The same cases, side by side", title_justify="left", box=SIMPLE_HEAD, pad_edge=False
    )
    table.add_column("")
    for row in answer.rows:
        table.add_column(row.name, justify="right")
    for name, label, form in _FIGURES:
        table.add_row(label, *(figure(row.measures[name], form) for row in answer.rows))
    changed = answer.changed_by_risk_weight
    parts: list[RenderableType] = [
        table,
        Text(f"With the risk weight off, {len(changed)} assignments change."),
    ]
    if changed:
        one = max(changed, key=lambda c: c.years_weighted - c.years_unweighted)
        parts.append(
            Text(
                f"For example {one.case}: {one.weighted} ({one.years_weighted:g} years in the field)"
                f" with it, {one.unweighted} ({one.years_unweighted:g} years) without."
            )
        )
    return Group(*parts)
