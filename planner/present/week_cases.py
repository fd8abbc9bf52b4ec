"""What a week's page says of cases: who waits with whom, what to rate again, what may not move."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from planner.attention.moratorium import MoveBlocked
from planner.attention.rating import NeverMet, RateAgain
from planner.attention.waiting import Waiting
from planner.attention.week import Week
from planner.present.week_words import (
    MOST_NAMED,
    besides,
    counted,
    day,
    hours,
    more,
    some,
    units,
)


def cases(week: Week) -> list[RenderableType]:
    """Return the lines on cases beyond what is due today."""
    return [*_waiting(week), *_holders(week), *_rating(week), *_never_met(week), *_moves(week)]


def waiting_table(week: Week, waiting: Sequence[Waiting]) -> list[RenderableType]:
    """Return waiting cases as a table, the most pressing only."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("Case", "Office", "Urgency", "Tier", "Answer by", "Waited"):
        table.add_column(name, no_wrap=True)
    table.add_column("Held by")
    for case in waiting[:MOST_NAMED]:
        risen = case.urgency_now > case.urgency
        table.add_row(
            case.case,
            case.office,
            f"{case.urgency} → {case.urgency_now}" if risen else str(case.urgency),
            str(case.tier),
            _answer_by(week, case),
            counted(case.days, "day"),
            _held_by(case),
        )
    return [table, *more(len(waiting))]


def _answer_by(week: Week, case: Waiting) -> str:
    if case.deadline < week.date:
        return f"{day(case.deadline, week.date)} (passed)"
    early = case.answer_by < case.deadline
    return day(case.answer_by, week.date) + (f" (due {case.deadline:%a})" if early else "")


def _held_by(case: Waiting) -> str:
    if case.held_by:
        return case.held_by + (", who is away" if case.holder_away else "")
    if not case.ask:
        return "nobody named"
    others = f" or {counted(len(case.ask) - 1, 'other')}" if len(case.ask) > 1 else ""
    return f"nobody named; ask {case.ask[0]}{others}"


def _waiting(week: Week) -> list[RenderableType]:
    later = [case for case in week.waiting if case.answer_by > week.date]
    if not week.waiting:
        return [Text("No case waits.")]
    unheld = sum(case.held_by is None for case in week.waiting)
    whom = "any" if unheld == len(week.waiting) else str(unheld)
    nobody = f"; nobody is named who holds {whom} of them" if unheld else ""
    head = f"{counted(len(week.waiting), 'case waits', 'cases wait')}{nobody}."
    if not later:
        return [Text(head)]
    return [Text(f"{head} The most pressing beside those of today:"), *waiting_table(week, later)]


def _holders(week: Week) -> list[RenderableType]:
    if not week.holders:
        return []
    said = [
        f"{h.worker} {counted(h.cases, 'case')}, {hours(h.minutes)}, {units(h.dose)}"
        for h in week.holders
    ]
    return [Text(f"Holding them costs this week: {some(said, between='; ')}.")]


def _rating(week: Week) -> list[RenderableType]:
    counts = week.unknowns
    lines: list[RenderableType] = []
    if week.rate_again:
        said = [_again(one) for one in week.rate_again]
        lines.append(Text(f"Rate again, met and still with unknown facts: {some(said, between='; ')}."))
    if counts.new_unknown or counts.open_unknown:
        lines.append(
            Text(
                f"Unknown facts in {counts.new_unknown} of {counted(counts.new, 'new case')} and in"
                f" {counts.open_unknown} of {counted(counts.open, 'open case')}."
            )
        )
    return lines


def _again(one: RateAgain) -> str:
    facts = f"unknown {', '.join(one.unknown)}"
    tiers = f"tier {one.tier_now}, could be {one.lowest_tier} to {one.highest_tier}"
    return one.case + besides(one.worker, tiers, facts)


def _never_met(week: Week) -> list[RenderableType]:
    if not week.never_met:
        return []
    if not week.unknowns.open_met:
        all_open = counted(week.unknowns.open, "open case")
        return [Text(f"No first meeting is on record for any of the {all_open} (column first_met).")]
    passed = sum(one.deadline < week.date for one in week.never_met)
    head = f"Nobody has met the client of {counted(len(week.never_met), 'open case')}"
    past = f", {passed} past the deadline" if passed else ""
    said = [_unmet(week, one) for one in week.never_met]
    return [Text(f"{head}{past}: {some(said)}.")]


def _unmet(week: Week, one: NeverMet) -> str:
    return one.case + besides(one.worker, f"by {day(one.deadline, week.date)}")


def _moves(week: Week) -> list[RenderableType]:
    if not week.moves_blocked:
        return []
    said = [_blocked(week, one) for one in week.moves_blocked]
    return [Text(f"May not move yet, near a court or disclosure date: {some(said)}.")]


def _blocked(week: Week, one: MoveBlocked) -> str:
    wish = f"the {one.wish} asked for a move" if one.wish else None
    leaver = "the worker leaves, so it goes after that" if one.leaver else None
    return one.case + besides(one.worker, f"until {day(one.until, week.date)}", wish, leaver)
