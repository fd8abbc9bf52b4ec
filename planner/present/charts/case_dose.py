"""Dose of one worker over time with and without one case, with budget and action level."""

import numpy as np

from planner.domain import Plan
from planner.explain.trajectory import Trajectory
from planner.present.charts.dose import ACTION, PAST, WITH, WITHOUT
from planner.present.charts.dose_rows import PAST_WEEKS, doses
from planner.present.charts.frame import LIMIT, Spec, framed
from planner.present.charts.over_time import Line, over_time
from planner.problem import Problem
from planner.problem.arrays import Floats, Ints

_UNIT = 1000  # thousandths of an exposure unit


def case_dose_chart(problem: Problem, dose: Trajectory, budget: str) -> Spec:
    """Return a worker's dose with and without a case.

    Hand in the problem of the side of whoever looks; `budget` says whose step its budget is of, such as
    "of your own step" or "of the usual step".
    """
    past = doses(problem, Plan(), [problem.worker_at[dose.worker]]).past[0]
    action = problem.agency.policy.action_level_share / 1000
    without, with_case = (_highest(each, dose.budget) for each in (dose.without, dose.with_case))
    along = f" and {', '.join(dose.along)}" if dose.along else ""
    beside = "The plan gives it to them." if dose.planned else "The plan does not give it to them."
    return framed(
        f"Dose of {dose.worker} with and without {dose.case}, {problem.agency.date.isoformat()}",
        [
            f"At its highest in the next {len(dose.budget)} weeks: {without:.1%} of the budget without"
            f" {dose.case}{along}, {with_case:.1%} with it. {beside}"
        ],
        f"Weekly-equivalent dose of {dose.worker}: {past[-1] / _UNIT:.1f} exposure units today; at its"
        f" highest {dose.without.max() / _UNIT:.1f} without {dose.case}{along} and"
        f" {dose.with_case.max() / _UNIT:.1f} with it. The budget is {dose.budget[0] / _UNIT:.1f} units"
        f" now and {dose.budget[-1] / _UNIT:.1f} at the end, the action level {action:.0%} of it.",
        "Dose: hours x weight of tier x weight of mode; weights, half-life, action level and budget"
        f" ({budget}): policy. Cases not known yet are not in it. No number here says how much is safe.",
        over_time(_lines(dose, past, action), (), "dose, exposure units a week (weekly equivalent)"),
    )


def _highest(dose: Ints, budget: Ints) -> float:
    return float((dose / np.maximum(budget, 1)).max())


def _lines(dose: Trajectory, past: Floats, action: float) -> list[Line]:
    now = past[-1:]
    budget = np.concatenate([dose.budget[:1], dose.budget]) / _UNIT
    without, with_case = (np.concatenate([now, each]) / _UNIT for each in (dose.without, dose.with_case))
    return [
        Line("so far", PAST, (), -PAST_WEEKS, past / _UNIT),
        Line("budget", LIMIT, (6, 3), 0, budget, step=True),
        Line(f"action level, {action:.0%}", ACTION, (2, 3), 0, budget * action, step=True),
        Line(f"without {dose.case}", WITHOUT, (7, 3), 0, without),
        Line(f"with {dose.case}", WITH, (), 0, with_case),
    ]
