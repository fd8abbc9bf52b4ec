"""Dose over time of an office's workers as shares of their own budgets, without telling of anybody."""

import numpy as np

from planner.domain import Plan
from planner.domain.team import FEWEST_RESPONDENTS
from planner.errors import BadValue, UnknownReference
from planner.present.charts.dose import ACTION, SOURCE, WITH, WITHOUT
from planner.present.charts.dose_rows import Doses, doses
from planner.present.charts.frame import LIMIT, Spec, framed
from planner.present.charts.over_time import Band, Line, over_time
from planner.problem import Problem
from planner.problem.arrays import Floats, Ints

FEWEST = FEWEST_RESPONDENTS  # workers: with fewer, a share of them is nearly one of them
_LOW, _HIGH = 10, 90  # hundredths of the workers


def office_dose_chart(problem: Problem, plan: Plan, office: str | None) -> Spec:
    """Return how dose is spread over the workers of an office, or of all offices where None.

    Hand in the public problem: shares are of the usual budget.

    Raises
    ------
    UnknownReference
        No team has such an office.
    BadValue
        It has fewer than five workers.
    """
    agency = problem.agency
    found = doses(problem, plan, _workers(problem, office))
    workers, weeks = found.budget.shape
    action = agency.policy.action_level_share / 1000
    before, after = (_shares(each, found) for each in (found.without, found.with_plan))
    where = "all offices" if office is None else f"office {office}"
    counts = [
        f"{what}: {_count(before, limit)} of {workers} without the plan, {_count(after, limit)} with it"
        for what, limit in (("Over the budget in some week", 1.0), ("At the action level", action))
    ]
    said = f"Shares of everybody's own usual budget. {counts[0]}. {counts[1]}."
    middle = [np.median(each, axis=0) for each in (before, after)]
    return framed(
        f"Dose over time, {where}, {agency.name}, {agency.date.isoformat()}",
        [said],
        f"Weekly-equivalent dose as a share of the own budget, over {workers} workers and {weeks} weeks."
        f" The worker in the middle: {middle[0][0]:.0%} in the first week without the plan and"
        f" {middle[1][0]:.0%} with it, {middle[0][-1]:.0%} and {middle[1][-1]:.0%} in the last. {said}",
        SOURCE,
        over_time(*_drawn(before, after, action), "dose, % of the own budget (weekly equivalent)"),
    )


def _drawn(before: Floats, after: Floats, action: float) -> tuple[list[Line], list[Band]]:
    weeks = np.ones(after.shape[1])
    low, high = (100 * np.percentile(after, part, axis=0) for part in (_LOW, _HIGH))
    return (
        [
            Line("budget", LIMIT, (6, 3), 1, 100 * weeks),
            Line(f"action level, {action:.0%}", ACTION, (2, 3), 1, 100 * action * weeks),
            Line("middle, without the plan", WITHOUT, (7, 3), 1, 100 * np.median(before, axis=0)),
            Line("middle, with the plan", WITH, (), 1, 100 * np.median(after, axis=0)),
        ],
        [Band("8 of 10, with the plan", WITH, 1, low, high)],
    )


def _workers(problem: Problem, office: str | None) -> list[int]:
    """Return the workers whose team has the office."""
    team_of = problem.agency.team_of
    offices = {team.office for team in team_of.values()}
    if office is not None and office not in offices:
        raise UnknownReference("office", office, "The question", sorted(offices))
    found = [
        place
        for place, worker in enumerate(problem.workers)
        if office in (None, team_of[worker.team].office)
    ]
    if len(found) < FEWEST:
        raise BadValue(
            f"{len(found)} workers are there: with fewer than {FEWEST}, a picture of all would be one of"
            " each. Give --worker instead."
        )
    return found


def _shares(dose: Ints, found: Doses) -> Floats:
    shares: Floats = dose / np.maximum(found.budget, 1)
    return shares


def _count(shares: Floats, limit: float) -> int:
    return int((shares.max(axis=1) > limit).sum())
