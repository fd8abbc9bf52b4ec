"""Dose of one worker over time, with budget and action level: so far, and with and without a plan."""

import numpy as np

from planner.domain import Plan
from planner.present.charts.dose_rows import PAST_WEEKS, Doses, doses
from planner.present.charts.frame import COLOURS, INK, LIMIT, Spec, framed
from planner.present.charts.over_time import Line, over_time
from planner.problem import Problem
from planner.problem.arrays import Ints

SOURCE = (
    "Dose: hours x weight of tier x weight of mode; weights, half-life, budget of the usual step and"
    " action level: policy. Cases not known yet are not in it. No number here says how much is safe."
)
ACTION, PAST, WITHOUT, WITH = "#7a6000", INK, COLOURS[0], COLOURS[1]
_UNIT = 1000  # thousandths of an exposure unit


def dose_chart(problem: Problem, plan: Plan, worker: str) -> Spec:
    """Return one worker's dose over time. Hand in the public problem: the usual budget is drawn.

    For the worker and their own supervisor: dose computed from cases is a work record of theirs.
    """
    place = problem.worker_at[worker]
    found = doses(problem, plan, [place])
    action = problem.agency.policy.action_level_share / 1000
    share_before, share_after = (_highest(each, found) for each in (found.without, found.with_plan))
    return framed(
        f"Dose of {worker} over time, {problem.agency.name}, {problem.agency.date.isoformat()}",
        [
            f"At its highest in the next {found.budget.shape[1]} weeks: {share_before:.1%} of the budget"
            f" without the plan, {share_after:.1%} with it. {_told(share_after, action)}"
        ],
        _description(worker, found, action),
        SOURCE,
        over_time(_lines(found, action), (), "dose, exposure units a week (weekly equivalent)"),
    )


def _description(worker: str, found: Doses, action: float) -> str:
    then, now = _units(found.past[0, 0]), _units(found.past[0, -1])
    without, with_plan = _units(found.without.max()), _units(found.with_plan.max())
    first, last = _units(found.budget[0, 0]), _units(found.budget[0, -1])
    return (
        f"Weekly-equivalent dose of {worker}: {then} exposure units {PAST_WEEKS} weeks ago, {now} today;"
        f" at its highest {without} without the plan and {with_plan} with it. The budget is {first}"
        f" units now and {last} at the end, the action level {action:.0%} of it."
    )


def _units(dose: float) -> str:
    return f"{dose / _UNIT:.1f}"


def _highest(dose: Ints, found: Doses) -> float:
    return float((dose / np.maximum(found.budget, 1)).max())


def _told(share: float, action: float) -> str:
    if share > 1:
        return "Above the budget: nothing more is given."
    if share >= action:
        return (
            f"At the action level ({action:.0%}): told first, supervision offered, no new severe case."
        )
    return f"Below the action level ({action:.0%})."


def _lines(found: Doses, action: float) -> list[Line]:
    now = found.past[0, -1:]
    budget = np.concatenate([found.budget[0, :1], found.budget[0]]) / _UNIT
    return [
        Line("so far", PAST, (), -PAST_WEEKS, found.past[0] / _UNIT),
        Line("budget", LIMIT, (6, 3), 0, budget, step=True),
        Line(f"action level, {action:.0%}", ACTION, (2, 3), 0, budget * action, step=True),
        Line("without the plan", WITHOUT, (7, 3), 0, np.concatenate([now, found.without[0]]) / _UNIT),
        Line("with the plan", WITH, (), 0, np.concatenate([now, found.with_plan[0]]) / _UNIT),
    ]
