"""Answers as tables and sentences on a terminal."""

from collections.abc import Callable, Sequence
from math import ceil

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.explain.language import N_, _, ngettext
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
    Ending.BEST: N_("Proven: no better plan exists under these settings."),
    Ending.GOOD: N_("Keeps every rule; not proven to be the best."),
    Ending.NONE: N_("No plan keeps every rule."),
    Ending.UNKNOWN: N_("Time ran out before a plan was found."),
    Ending.FALLBACK: N_(
        "Keeps every rule, but is a fallback: the search was ended before it was through, by its time"
        " limit, for want of memory or from outside. A better plan may well exist."
    ),
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
    parts: list[RenderableType] = [Text(_(_ENDINGS[answer.ending]) + _how_good(answer), style="bold")]
    parts.extend(Text(sentence) for sentence in answer.why_none)
    if whys:
        parts.append(_proposals(whys))
    parts.extend(_asked_for(answer.assignments))
    if answer.unassigned:
        left = _("{count} left:").format(count=len(answer.unassigned))
        parts.append(Text(f"\n{left}", style="bold"))
        parts.extend(Text(_left(each)) for each in answer.unassigned)
    if answer.measures:
        parts.append(Text("\n" + _summary(answer.measures)))
    note = _("Proposals only: people decide. Dose shares are of the usual budget.")
    parts.append(Text(note, style="dim"))
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
    return [Text(_("With these proposals:"), style="bold"), *map(Text, lines)]


def _left(left: UnassignedAnswer) -> str:
    said = f"{left.case}: {left.why}"
    if left.held_by:
        said += " " + _("{worker} holds it meanwhile.").format(worker=left.held_by)
    return said


def _how_good(answer: PlanAnswer) -> str:
    """Return how much better a plan could be at most, against what planning gains over best fit."""
    cost, bound, greedy = answer.cost, answer.bound, answer.greedy_cost
    if answer.ending is not Ending.GOOD or cost is None or bound is None or greedy is None:
        return ""
    gain = greedy - cost
    if gain <= 0:
        return ""
    most = max(1, ceil((cost - bound) * 1000 / gain)) / 1000
    said = _(
        "No plan can be better by more than {most} of what planning gains over best fit, case by case."
    )
    return " " + said.format(most=f"{most:.1%}")


def _proposals(whys: Sequence[Why]) -> Table:
    """Return who takes what; who led a case, who supports and who covers only where anybody does."""
    table = Table(title=_("Proposed"), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    columns = [(name, tell) for name, tell in _COLUMNS if name in _ALWAYS or any(map(tell, whys))]
    for name, _tell in columns:
        table.add_column(_(name), no_wrap=name != "Why", min_width=_WHY if name == "Why" else None)
    for why in whys:
        table.add_row(*(tell(why) for _name, tell in columns))
    return table


def _cover(why: Why) -> str:
    """Return who covers for the lead, a line each, and in which weeks."""
    weeks: dict[str, list[str]] = {}
    for cover in why.cover:
        weeks.setdefault(cover.worker, []).append(str(cover.week))
    return "\n".join(
        ngettext("{worker} (week {weeks})", "{worker} (weeks {weeks})", len(which)).format(
            worker=worker, weeks=", ".join(which)
        )
        for worker, which in weeks.items()
    )


_WHY = 24
_ALWAYS = ("Case", "Urgency", "Tier", "Worker", "Dose share", "Why")
_COLUMNS: tuple[tuple[str, Callable[[Why], str]], ...] = (
    (N_("Case"), lambda why: why.case),
    (N_("From"), lambda why: why.moved_from or ""),
    (N_("Urgency"), lambda why: str(why.urgency)),
    (N_("Tier"), lambda why: str(why.tier)),
    (N_("Worker"), lambda why: why.worker),
    (N_("Support"), lambda why: why.support or ""),
    (N_("Cover"), _cover),
    (N_("Dose share"), lambda why: f"{percent(why.share_before):>4} → {percent(why.share_after):>4}"),
    (N_("Why"), short_why),
)


def _summary(measures: dict[str, float]) -> str:
    counts = {name: round(value) for name, value in measures.items()}
    told = [
        _(
            "{assigned} of {new_cases} new cases have a worker; by urgency, {coverage} of all that needs"
            " one. {supported} with a supporting worker."
        ).format(**(counts | {"coverage": f"{measures['coverage']:.1%}"}))
    ]
    if counts["movable_cases"]:
        moved = _("{moved} of {movable_cases} movable open cases move.")
        if counts["leavers_cases_left"]:
            moved = _(
                "{moved} of {movable_cases} movable open cases move; {leavers_cases_left} of a leaver"
                " wait for somebody."
            )
        told.append(moved.format(**counts))
    over = _(
        "Over the dose budget: {over_budget_before} of {workers} workers before, {over_budget} after;"
        " given dose beyond it: {given_beyond_budget}."
    )
    return " ".join(told) + "\n" + over.format(**counts)


def check_page(answer: CheckAnswer) -> RenderableType:
    """Return what a check found."""
    if answer.fine:
        said = _("The plan keeps every rule and is what it says.")
        if answer.not_checked:
            named = ", ".join(answer.not_checked)
            said += " " + _("Not checked: {named}.").format(named=named)
        return Text(said)
    found = [*answer.breaches, *answer.false_claims]
    title = _("{count} found:").format(count=len(found))
    return Group(Text(title, style="bold"), *(Text(f"- {each}") for each in found))


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
