"""What a week's page says of people: action level, supervision, newcomers, who is away or leaves."""

from collections.abc import Sequence
from datetime import date

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from planner.attention.absence import Leaver
from planner.attention.action_level import AtActionLevel, AtActionLevelCount
from planner.attention.ramp_calendar import FULL, Newcomer
from planner.attention.supervision import State, SupervisionDue
from planner.attention.week import Week
from planner.domain import COVERED_WEEKS
from planner.domain.calendar import WORKING_DAYS_A_WEEK
from planner.present.week_words import (
    MOST_NAMED,
    besides,
    counted,
    day,
    days,
    hours,
    more,
    percent,
    some,
    units,
    weeks,
)

_STATES = {
    State.OVERDUE: "Supervision overdue",
    State.DUE: "Supervision due this week",
    State.NEVER: "No supervision on record",
    State.NO_INTERVAL: "Supervision on record, but not how often",
}


def people(week: Week, folder: str) -> list[RenderableType]:
    """Return the lines on people, the heaviest matters first."""
    return [
        *_action_level(week, folder),
        *_supervision(week),
        *_newcomers(week),
        *_many("Leaving", [_leaver(week, one) for one in week.leavers]),
        *_away(week),
        *_spans(week),
    ]


def _many(what: str, items: Sequence[str]) -> list[RenderableType]:
    """Return one line for each item under what they are, the first of them only."""
    if not items:
        return []
    named = [Text(f"  {item}") for item in items[:MOST_NAMED]]
    return [Text(f"{what}:"), *named, *more(len(items))]


def _action_level(week: Week, folder: str) -> list[RenderableType]:
    level = f"{percent(week.action_level_share)} of the usual dose budget"
    if week.supervisor is None:
        return _counts(week.action_level_counts, level, folder)
    if not week.action_level:
        return [Text(f"Nobody reaches {level}.")]
    offer_by = day(week.action_level[0].offer_by, week.date)
    what = (
        f"At or above {level}. Tell the worker before anybody else; offer supervision by"
        f" {offer_by}; no new severe case meanwhile"
    )
    return _many(what, [_reached(week, one) for one in week.action_level])


def _reached(week: Week, one: AtActionLevel) -> str:
    until = (
        f"below {percent(week.action_level_share)} from {day(one.below_from, week.date)}"
        if one.below_from
        else "not below it in the coming weeks"
    )
    over = ", over the budget" if one.share > FULL else ""
    away = _back(week, one.away_until)
    return f"{one.worker}: up to {percent(one.share)}{over}; {until}{besides(away)}"


def _counts(counts: Sequence[AtActionLevelCount], level: str, folder: str) -> list[RenderableType]:
    if not counts:
        return [Text("Too few people to count who is at the action level without naming them.")]
    reached, of = sum(c.reached for c in counts), sum(c.people for c in counts)
    said = [f"{_whose(count)} {count.reached} of {count.people}" for count in counts]
    return [
        Text(f"At or above {level}: {reached} of {of} people. By supervisor: {some(said)}."),
        Text(
            "  Who they are is for them and their supervisor:"
            f" caseload week {folder} --supervisor {_first(counts)}"
        ),
    ]


def _whose(count: AtActionLevelCount) -> str:
    named = sorted(supervisor for supervisor in count.supervisors if supervisor)
    nobodys = ["people without a supervisor"] if None in count.supervisors else []
    return " and ".join([*named, *nobodys])


def _first(counts: Sequence[AtActionLevelCount]) -> str:
    return next((s for count in counts for s in count.supervisors if s), "W")


def _supervision(week: Week) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for state, what in _STATES.items():
        these = [_due(week, one) for one in week.supervision if one.state is state]
        if these:
            lines.append(Text(f"{what} ({len(these)}): {some(these)}."))
    return lines


def _due(week: Week, one: SupervisionDue) -> str:
    since = day(one.due, week.date) if one.due else None
    first_year = "first year" if one.first_year else None
    return one.worker + besides(since, first_year, _back(week, one.away_until))


def _newcomers(week: Week) -> list[RenderableType]:
    if not week.newcomers:
        return []
    said = [_newcomer(week, one) for one in week.newcomers]
    return [Text(f"Newcomers' share of the budget: {some(said, between='; ')}.")]


def _newcomer(week: Week, one: Newcomer) -> str:
    steps = [f"{percent(s.share)} from {day(s.week, week.date)}" for s in one.steps]
    return f"{one.worker} {', '.join([percent(one.share), *steps])}"


def _leaver(week: Week, one: Leaver) -> str:
    when = "left" if one.gone else "last day"
    cost = f", which costs {hours(one.minutes)} and {units(one.dose)}" if one.to_hand_over else ""
    before = f"; {one.ending_before} end before" if one.ending_before else ""
    return (
        f"{one.worker}: {when} {day(one.last_day, week.date)},"
        f" {counted(one.to_hand_over, 'open case')} to hand over{cost}{before}"
    )


def _away(week: Week) -> list[RenderableType]:
    if not week.away:
        return []
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("Away", "From and to", "Working days", "Open cases", "Cover needed", "New cases"):
        table.add_column(name, no_wrap=True)
    for one in week.away[:MOST_NAMED]:
        table.add_row(
            one.worker,
            days(one.first, one.last, week.date),
            f"{one.working_days} of {COVERED_WEEKS * WORKING_DAYS_A_WEEK}",
            str(one.open_cases),
            weeks(one.covered_weeks, week.date) if one.open_cases else "",
            "none" if one.no_new_case else "",
        )
    return [table, *more(len(week.away))]


def _spans(week: Week) -> list[RenderableType]:
    if not week.spans:
        return []
    said = [f"{span.supervisor} {span.workers}" for span in week.spans]
    return [Text(f"More than {week.span_of_supervisor} workers for one supervisor: {some(said)}.")]


def _back(week: Week, back: date | None) -> str | None:
    return f"away, back {day(back, week.date)}" if back else None
