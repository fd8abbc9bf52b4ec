"""A worker's own page: why me or why not me, my dose, my room, what changed; as data and printed."""

from datetime import date

from pydantic import Field
from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.present.answers import Answer

_DAY = "{:%d %b}"
_ACTION, _BUDGET = " action level", " over budget"


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
        Text(f"{answer.case}, for {answer.worker} only", style="bold"),
        *map(Text, answer.why),
        Text("\nYour dose", style="bold"),
        *map(Text, answer.dose),
        _weeks(answer),
        _rooms(answer),
    ]
    if answer.changed is not None:
        parts.append(Text("Changed for you since the plan before", style="bold"))
        parts += [Text(each.why) for each in answer.changed] or [Text("Nothing.")]
    parts.append(
        Text(
            "Worked out from what everybody may know, the plan, and what you told yourself. Your dose is"
            " a record of work; it does not say how you are.",
            style="dim",
        )
    )
    return Group(*parts)


def _weeks(answer: OwnAnswer) -> Table:
    table = Table(
        title="Exposure units a week (weekly equivalent)",
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
    )
    table.add_column("Week of", no_wrap=True)
    heads = (
        "Nothing new",
        f"Without {answer.case}",
        f"With {answer.case}",
        "Your budget",
        "With, share",
    )
    for name in heads:
        table.add_column(name, justify="right")
    table.add_column("")
    for week in answer.weeks:
        doses = (week.carried, week.without_case, week.with_case, week.budget)
        thousandths = week.with_case * 1000 // max(1, week.budget)
        table.add_row(
            _day(week.begins),
            *(f"{dose / 1000:.1f}" for dose in doses),
            f"{thousandths // 10}%",
            _mark(week, answer.action_level_share),
        )
    return table


def _mark(week: OwnWeek, share: int) -> str:
    """Return what a week reaches with the case, in words, so that nothing hangs on colour."""
    if week.with_case > week.budget:
        return _BUDGET
    return _ACTION if week.with_case * 1000 >= share * week.budget else ""


def _rooms(answer: OwnAnswer) -> Table:
    table = Table(title="Your room", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Left of")
    table.add_column("Now", justify="right", no_wrap=True)
    table.add_column("With all proposed", justify="right", no_wrap=True)
    table.add_column("Week of", no_wrap=True)
    for room in answer.room:
        week = "" if room.week is None else _day(room.week)
        table.add_row(room.of, _amount(room.now, room.unit), _amount(room.left, room.unit), week)
    return table


def _amount(amount: int, unit: str) -> str:
    if unit == "minutes":
        return f"{amount / 60:.1f} h"
    return f"{amount / 1000:.1f} units" if unit == "thousandths of an exposure unit" else str(amount)


def _day(day: date) -> str:
    return _DAY.format(day).lstrip("0")
