"""A worker's own page: why me or why not me, my dose, my room, what changed; as data and printed."""

from datetime import date

from pydantic import Field
from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.explain.language import _, day
from planner.present.answers import Answer


class OwnReason(Answer):
    """A rule that keeps the worker from the case; `private`: nobody else is told."""

    rule: str
    private: bool
    beside: bool = Field(description="Only beside all else that is proposed to the worker.")
    why: str


class OwnWeek(Answer):
    """Dose of a coming week in thousandths of an exposure unit, as weekly equivalents."""

    begins: date
    carried: int = Field(description="With nothing new.")
    without_case: int = Field(description="With all that is proposed, but for the case.")
    with_case: int
    budget: int = Field(description="The worker's own, after the step they chose.")


class OwnRoom(Answer):
    """What is left under a rule in `unit`: before anything new, and with all that is proposed."""

    rule: str
    of: str
    unit: str
    week: date | None = Field(description="Of the week in which least is left, where weeks count.")
    now: int
    left: int


class OwnChangeAnswer(Answer):
    """A case on which the worker has another role than in the plan before."""

    case: str
    before: str | None
    after: str | None
    why: str


class OwnAnswer(Answer):
    """What a worker is told of a case and of their own lines; of nobody else's private facts."""

    worker: str
    case: str
    role: str | None = Field(description="lead, support, cover, stays; null where it is not theirs.")
    lead: str | None
    why: list[str]
    in_the_way: list[OwnReason]
    cost: str | None = Field(description="Of giving it to them: about the same, more or much more.")
    dose: list[str]
    action_level_share: int
    weeks: list[OwnWeek]
    room: list[OwnRoom]
    changed: list[OwnChangeAnswer] | None = Field(description="Null where no plan before was given.")


def own_page(answer: OwnAnswer) -> RenderableType:
    """Return the page of one worker about one case."""
    parts: list[RenderableType] = [
        Text(
            _("{case}, for {worker} only").format(case=answer.case, worker=answer.worker), style="bold"
        ),
        *map(Text, answer.why),
        Text("\n" + _("Your dose"), style="bold"),
        *map(Text, answer.dose),
        _weeks(answer),
        _rooms(answer),
    ]
    if answer.changed is not None:
        parts.append(Text(_("Changed for you since the plan before"), style="bold"))
        parts += [Text(each.why) for each in answer.changed] or [Text(_("Nothing."))]
    from_what = _("This is worked out from public facts, the plan, and what you told.")
    of_work = _("Your dose is a record of work; it does not say how you are.")
    parts.append(Text(f"{from_what} {of_work}", style="dim"))
    return Group(*parts)


def _weeks(answer: OwnAnswer) -> Table:
    table = Table(
        title=_("Exposure units a week (weekly equivalent)"),
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
    )
    table.add_column(_("Week from"), no_wrap=True)
    heads = (
        _("Nothing new"),
        _("Without {case}").format(case=answer.case),
        _("With {case}").format(case=answer.case),
        _("Your budget"),
        _("Share, with it"),
    )
    for name in heads:
        table.add_column(name, justify="right")
    table.add_column("")
    for week in answer.weeks:
        doses = (week.carried, week.without_case, week.with_case, week.budget)
        thousandths = week.with_case * 1000 // max(1, week.budget)
        table.add_row(
            day(week.begins),
            *(f"{dose / 1000:.1f}" for dose in doses),
            f"{thousandths // 10}%",
            _mark(week, answer.action_level_share),
        )
    return table


def _mark(week: OwnWeek, share: int) -> str:
    """Return what a week reaches with the case, in words, so that nothing hangs on colour."""
    if week.with_case > week.budget:
        return _("over budget")
    return _("action level") if week.with_case * 1000 >= share * week.budget else ""


def _rooms(answer: OwnAnswer) -> Table:
    table = Table(title=_("Your room"), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(_("Left of"))
    table.add_column(_("Now"), justify="right", no_wrap=True)
    table.add_column(_("With all proposed"), justify="right", no_wrap=True)
    table.add_column(_("Week from"), no_wrap=True)
    for room in answer.room:
        week = "" if room.week is None else day(room.week)
        table.add_row(room.of, _amount(room.now, room.unit), _amount(room.left, room.unit), week)
    return table


def _amount(amount: int, unit: str) -> str:
    if unit == "minutes":
        return _("{hours} h").format(hours=f"{amount / 60:.1f}")
    if unit == "cases":
        return str(amount)
    return _("{units} units").format(units=f"{amount / 1000:.1f}")
