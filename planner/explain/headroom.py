"""How much room one worker has left under each rule, now and with all that a plan gives them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.problem.arrays import Ints
from planner.rule import Local, Rule
from planner.rules.intake_pace import PACED

_BY_WEEK = ("hours", "dose-budget", "budget-margin")
_WINDOWS = ("dose of 7 days", "dose of 28 days", "dose of 182 days")
_COUNTS = ("severest-at-once", "days-between-severest", "severe-share", "new-cases-a-batch")


@dataclass(frozen=True)
class Room:
    """What is left under one rule, in the rule's own unit; never below 0.

    `what`: of which window or kind of case. `week`: for rules of weeks, where least is left with the
    plan, from 0. `now`: before anything new, in that week; `left`: with all that is proposed.
    """

    rule: str
    what: str
    week: int | None
    now: int
    left: int


@dataclass(frozen=True)
class _Lines:
    """What a worker is given, and over how many weeks one looks."""

    place: int
    given: list[tuple[int, Role]]
    weeks: int


def headroom(problem: Problem, rules: Sequence[Rule], plan: Plan, worker: str) -> list[Room]:
    """Return what is left for a worker under each rule that counts, read from the rows of the rules."""
    place = problem.worker_at[worker]
    mine = _Lines(place, problem.added(plan).get(place, []), problem.agency.policy.harm_weeks)
    found = []
    for rule in rules:
        for number, local in enumerate(rule.locals(problem)):
            if rule.name in _BY_WEEK:
                found.append(_tightest(rule.name, "", local, mine))
            elif rule.name == "dose-windows":
                found.append(_tightest(rule.name, _WINDOWS[number], local, mine))
            elif rule.name == "intake-pace":
                found += [
                    Room(rule.name, str(kind), None, now, left)
                    for kind, now, left in zip(PACED, *_rooms(local, mine), strict=True)
                ]
            elif rule.name in _COUNTS:
                (now,), (left,) = _rooms(local, mine)
                found.append(Room(rule.name, "", None, now, left))
    return _one_margin(found)


def _one_margin(found: list[Room]) -> list[Room]:
    """Return the rooms with one of the margin: each worker has a room in the row of one spread alone."""
    margins = [room for room in found if room.rule == "budget-margin"]
    least = min(margins, key=lambda room: room.left, default=None)
    return [room for room in found if room.rule != "budget-margin" or room is least]


def _tightest(rule: str, what: str, local: Local, mine: _Lines) -> Room:
    now, left = _rooms(local, mine)
    week = int(np.argmin(left[: mine.weeks]))
    return Room(rule, what, week, now[week], left[week])


def _rooms(local: Local, mine: _Lines) -> tuple[list[int], list[int]]:
    """Return a worker's room in each column, before and after what they are given."""
    room = local.room[mine.place]
    left: Ints = room.copy()
    for case, role in mine.given:
        at_lead = role is Role.LEAD
        row = local.lead_row[case, mine.place] if at_lead else local.helper_row[role - 1, case]
        if row >= 0:
            left = left - local.use[row]
    return room.tolist(), np.maximum(0, left).tolist()
