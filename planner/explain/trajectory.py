"""What one case does to one worker's dose, week by week: with it and without it, beside a plan."""

from dataclasses import dataclass

import numpy as np

from planner.domain import Plan, Proposed
from planner.measures import changed_dose
from planner.problem import Problem
from planner.problem.arrays import Ints


@dataclass(frozen=True)
class Trajectory:
    """Weekly equivalents of the coming harm weeks, thousandths of an exposure unit, shape (weeks,).

    `carried`: with nothing new; `without` and `with_case`: with all that is proposed to the worker, but
    for the case and with it. `planned`: whether the plan is the one with the case. `along`: cases that
    must go to the same worker, and are counted with it.
    """

    case: str
    worker: str
    carried: Ints
    without: Ints
    with_case: Ints
    budget: Ints
    planned: bool
    along: tuple[str, ...] = ()


def trajectory(problem: Problem, plan: Plan, case: str, worker: str) -> Trajectory:
    """Return a worker's dose with and without a case, beside all else that a plan gives them.

    Where the worker does nothing on the case in the plan, they are given its lead, and that of all that
    must go with it. `problem` is of the side of whoever is told: the budget is drawn from it.
    """
    place, at, weeks = problem.worker_at[worker], problem.case_at[case], problem.agency.policy.harm_weeks
    family = next((f for f in problem.families.values() if at in f), (at,))
    names = {problem.cases[member].id for member in family}
    others = tuple(proposed for proposed in plan.assignments if proposed.case not in names)
    mine = any(p.case == case and p.names(worker) for p in plan.assignments)
    stays = problem.holder_of(case) == worker and not any(p.case == case for p in plan.assignments)
    if mine:
        with_plan, without_plan = plan, Plan(assignments=others)
    else:
        given = tuple(Proposed(case=name, worker=worker) for name in sorted(names))
        with_plan, without_plan = Plan(assignments=(*others, *given)), plan
    before = problem.carried_dose[place]
    with_case, without = (before + changed_dose(problem, p)[place] for p in (with_plan, without_plan))
    if stays:
        with_case, without = without, np.maximum(0, without - problem.stay_dose[at])
    return Trajectory(
        case=case,
        worker=worker,
        carried=before[:weeks],
        without=without[:weeks],
        with_case=with_case[:weeks],
        budget=problem.budget[place, :weeks],
        planned=mine or stays,
        along=() if stays else tuple(sorted(names - {case})),
    )
