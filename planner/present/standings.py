"""Why a case goes to its worker, and where everybody else stands, on a terminal."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.present.answers import ExplanationAnswer, StandingAnswer, SuggestionAnswer

_MOST_LISTED = 8


def suggestion_page(answer: SuggestionAnswer, top: int | None = None) -> RenderableType:
    """Return who should take one case, the first `top` who can be asked, and why the rest cannot."""
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
    parts.extend(_grouped(answer.others, top))
    return Group(*parts)


def explanation_page(answer: ExplanationAnswer, *, each: bool = False) -> RenderableType:
    """Return why a case goes to its worker or is left, and where the others stand.

    `each`: whether everybody ruled out is told of one by one; else they are counted by reason.
    """
    title = f"{answer.case} → {answer.worker}" if answer.worker else f"{answer.case} is left"
    if answer.stays_with is not None:
        title = f"{answer.case}: {answer.stays_with}, as now"
    parts: list[RenderableType] = [Text(title, style="bold")]
    parts.extend(Text(sentence) for sentence in (*answer.conditions, *answer.why))
    parts.extend(_one_by_one(answer.others) if each else _grouped(answer.others, None))
    return Group(*parts)


def _one_by_one(standings: Sequence[StandingAnswer]) -> list[RenderableType]:
    return [Text("\nEverybody asked about:", style="bold"), *(Text(s.why) for s in standings)]


def _grouped(standings: Sequence[StandingAnswer], top: int | None) -> list[RenderableType]:
    """Return who can be asked, cheapest first, and the others by what keeps them out."""
    asked = [standing for standing in standings if standing.can_be_asked]
    ids: dict[str, list[str]] = {}
    for standing in standings:
        if standing.reason is not None:
            ids.setdefault(standing.reason, []).append(standing.worker)
    parts: list[RenderableType] = []
    if asked:
        table = _can_be_asked(asked[:top])
        if top is not None and len(asked) > top:
            table.add_row("", "", f"and {len(asked) - top} more; --top {len(asked)}")
        parts.append(table)
    if ids:
        title = "Ruled out" if asked else "\nNobody else can be asked; ruled out"
        parts.append(Text(f"{title}:", style="bold"))
        parts.append(_ruled_out(ids))
    return parts


def _can_be_asked(standings: Sequence[StandingAnswer]) -> Table:
    table = Table(title="Who else can be asked", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Worker", no_wrap=True)
    table.add_column("Can be asked", no_wrap=True)
    table.add_column("What it would cost the plan")
    for standing in standings:
        table.add_row(standing.worker, "yes", _cost(standing))
    return table


def _cost(standing: StandingAnswer) -> str:
    instead = "only instead of something else proposed for them" if standing.instead else ""
    off = "not on duty" if standing.off_duty else ""
    return "; ".join(filter(None, (f"costs {standing.cost}", instead, off)))


def _ruled_out(ids: dict[str, list[str]]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for reason, workers in sorted(ids.items(), key=lambda group: -len(group[1])):
        named = ", ".join(workers[:_MOST_LISTED])
        more = f" and {len(workers) - _MOST_LISTED} more" if len(workers) > _MOST_LISTED else ""
        table.add_row(str(len(workers)), f"{reason}: {named}{more}")
    return table
