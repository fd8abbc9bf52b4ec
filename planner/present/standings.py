"""Why a case goes to its worker, and where everybody else stands, on a terminal."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.explain.language import _
from planner.explain.wording import step_phrase
from planner.present.answers import ExplanationAnswer, StandingAnswer, SuggestionAnswer

_MOST_LISTED = 8


def suggestion_page(answer: SuggestionAnswer, top: int | None = None) -> RenderableType:
    """Return who should take one case, the first `top` who can be asked, and why the rest cannot."""
    parts: list[RenderableType] = []
    if answer.proposed is None and answer.stays_with is None:
        parts.append(
            Text(_("Nobody can be suggested for {case}.").format(case=answer.case), style="bold")
        )
    elif answer.proposed is None:
        stays = _("{case}: {worker}, as now").format(case=answer.case, worker=answer.stays_with)
        parts.append(Text(f"{stays}.", style="bold"))
    else:
        given = answer.proposed
        said = "{case}: {worker}."
        if given.support:
            said = _("{case}: {worker}, supported by {support}.")
        said = said.format(case=answer.case, worker=given.worker, support=given.support)
        parts.append(Text(said, style="bold"))
        parts.extend(Text(sentence) for sentence in given.conditions)
        parts.extend(
            Text(_("Together with it: {case} to {worker}.").format(case=each.case, worker=each.worker))
            for each in answer.with_it
        )
    parts.extend(Text(sentence) for sentence in answer.why)
    parts.extend(_grouped(answer.others, top))
    return Group(*parts)


def explanation_page(answer: ExplanationAnswer, *, each: bool = False) -> RenderableType:
    """Return why a case goes to its worker or is left, and where the others stand.

    `each`: whether everybody ruled out is told of one by one; else they are counted by reason.
    """
    title = "{case} → {worker}" if answer.worker else _("{case} is left")
    if answer.stays_with is not None:
        title = _("{case}: {worker}, as now")
    title = title.format(case=answer.case, worker=answer.worker or answer.stays_with)
    parts: list[RenderableType] = [Text(title, style="bold")]
    parts.extend(Text(sentence) for sentence in (*answer.conditions, *answer.why))
    parts.extend(_one_by_one(answer.others) if each else _grouped(answer.others, None))
    if answer.otherwise:
        parts.append(Text("\n" + _("What would have to change:"), style="bold"))
        parts.extend(Text(sentence) for sentence in answer.otherwise)
    return Group(*parts)


def _one_by_one(standings: Sequence[StandingAnswer]) -> list[RenderableType]:
    title = Text("\n" + _("Everybody asked about:"), style="bold")
    return [title, *(Text(standing.why) for standing in standings)]


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
            more, every = len(asked) - top, len(asked)
            table.add_row("", "", _("and {count} more; --top {all}").format(count=more, all=every))
        parts.append(table)
    if ids:
        title = _("Ruled out:") if asked else "\n" + _("Nobody else can be asked; ruled out:")
        parts.append(Text(title, style="bold"))
        parts.append(_ruled_out(ids))
    return parts


def _can_be_asked(standings: Sequence[StandingAnswer]) -> Table:
    title = _("Who else can be asked")
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(_("Worker"), no_wrap=True)
    table.add_column(_("Can be asked"), no_wrap=True)
    table.add_column(_("What it would cost the plan"))
    for standing in standings:
        table.add_row(standing.worker, _("yes"), _cost(standing))
    return table


def _cost(standing: StandingAnswer) -> str:
    cost = _("costs {step}").format(step=step_phrase(str(standing.cost)))
    instead = _("only instead of something else proposed for them") if standing.instead else ""
    off = _("not on duty") if standing.off_duty else ""
    return "; ".join(filter(None, (cost, instead, off)))


def _ruled_out(ids: dict[str, list[str]]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for reason, workers in sorted(ids.items(), key=lambda group: -len(group[1])):
        named = ", ".join(workers[:_MOST_LISTED])
        if len(workers) > _MOST_LISTED:
            count = len(workers) - _MOST_LISTED
            named = _("{workers} and {count} more").format(workers=named, count=count)
        table.add_row(str(len(workers)), f"{reason}: {named}")
    return table
