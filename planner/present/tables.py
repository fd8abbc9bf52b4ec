"""Answers as tables and sentences on a terminal."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.explain.reasons import Why
from planner.explain.wording import short_why
from planner.present.answers import (
    CheckAnswer,
    ComparisonAnswer,
    ExplanationAnswer,
    PlanAnswer,
    ProposedAnswer,
    StandingAnswer,
    SuggestionAnswer,
    UnassignedAnswer,
)
from planner.solve.outcome import Ending

_ENDINGS = {
    Ending.BEST: "Proven: no better plan exists under these settings.",
    Ending.GOOD: "Keeps every rule; not proven to be the best.",
    Ending.NONE: "No plan keeps every rule.",
    Ending.UNKNOWN: "Time ran out before a plan was found.",
}

_FIGURES: tuple[tuple[str, str, str], ...] = (
    ("assigned", "cases with a worker", "{:.0f}"),
    ("moved", "open cases moved", "{:.0f}"),
    ("leavers_cases_left", "leavers' cases without a worker", "{:.0f}"),
    ("coverage", "coverage of all that needs a worker, by urgency", "{:.1%}"),
    ("given_beyond_budget", "workers given cases beyond budget", "{:.0f}"),
    ("over_budget", "workers over budget", "{:.0f}"),
    ("over_action_level", "workers over the action level", "{:.0f}"),
    ("largest_share", "largest share of budget", "{:.0%}"),
    ("largest_share_given", "... among those given a case", "{:.0%}"),
    ("added_harm", "expected harm added, STS points", "{:.2f}"),
)


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
    cost, bound, greedy = answer.cost, answer.bound, answer.greedy_cost
    if answer.ending is not Ending.GOOD or cost is None or bound is None or greedy is None:
        return ""
    way = min(0.999, (greedy - cost) / max(1, greedy - bound))
    return f" It is at least {way:.1%} of the way from best fit, case by case, to the best possible."


def _proposals(whys: Sequence[Why]) -> Table:
    table = Table(title="Proposed", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for name in ("Case", "Urgency", "Tier", "Worker", "Helped by"):
        table.add_column(name, no_wrap=True)
    table.add_column("Share of dose budget", no_wrap=True)
    table.add_column("Why")
    for why in whys:
        table.add_row(
            why.case if why.moved_from is None else f"{why.case} (from {why.moved_from})",
            str(why.urgency),
            str(why.tier),
            why.worker,
            _helpers(why),
            f"{why.share_before:4.0%} → {why.share_after:4.0%}",
            short_why(why),
        )
    return table


def _helpers(why: Why) -> str:
    """Return who helps the lead: the supporting worker, and cover in which weeks."""
    support = [why.support] if why.support else []
    return ", ".join([*support, *(f"{cover.worker} (week {cover.week})" for cover in why.cover)])


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


def suggestion_page(answer: SuggestionAnswer) -> RenderableType:
    """Return who should take one case, and who else can be asked."""
    parts: list[RenderableType] = []
    if answer.proposed is None and answer.stays_with is None:
        parts.append(Text(f"Nobody can be suggested for {answer.case}.", style="bold"))
    elif answer.proposed is None:
        parts.append(Text(f"{answer.case}: {answer.stays_with}, as now.", style="bold"))
    else:
        support = f", supported by {answer.proposed.support}" if answer.proposed.support else ""
        parts.append(Text(f"{answer.case}: {answer.proposed.worker}{support}.", style="bold"))
        parts.extend(Text(sentence) for sentence in answer.proposed.conditions)
        parts.extend(
            Text(f"Together with it: {with_it.case} to {with_it.worker}.") for with_it in answer.with_it
        )
    parts.extend(Text(sentence) for sentence in answer.why)
    parts.append(_others(answer.others))
    return Group(*parts)


def explanation_page(answer: ExplanationAnswer) -> RenderableType:
    """Return why a case goes to its worker or is left, and where the others stand."""
    title = f"{answer.case} → {answer.worker}" if answer.worker else f"{answer.case} is left"
    parts: list[RenderableType] = [Text(title, style="bold")]
    parts.extend(Text(sentence) for sentence in answer.why)
    parts.append(_others(answer.others))
    return Group(*parts)


def _others(standings: Sequence[StandingAnswer]) -> RenderableType:
    if not standings:
        return Text("")
    table = Table(title="Everybody else", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Worker", no_wrap=True)
    table.add_column("Can be asked", no_wrap=True)
    table.add_column("Why not, or what it would cost the plan")
    for standing in standings:
        cost = f"costs {standing.cost}" if standing.can_be_asked else standing.why
        table.add_row(standing.worker, "yes" if standing.can_be_asked else "", cost)
    return table


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
        table.add_row(label, *(form.format(row.measures[name]) for row in answer.rows))
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
