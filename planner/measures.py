"""What a plan means for the workers and the cases, in figures people ask for."""

from dataclasses import dataclass

import numpy as np

from planner.domain import Plan
from planner.problem import Problem
from planner.rule import Goal


@dataclass(frozen=True)
class WorkerLoad:
    """A worker's dose as a share of the own budget, at its highest in the coming weeks."""

    worker: str
    before: float
    after: float
    new_cases: int


def worker_loads(problem: Problem, plan: Plan) -> list[WorkerLoad]:
    """Return each worker's share of budget before and after a plan, in the order of the problem."""
    budget = np.maximum(problem.budget, 1)
    before = (problem.carried_dose / budget).max(axis=1)
    after = ((problem.carried_dose + changed_dose(problem, plan)) / budget).max(axis=1)
    added = problem.added(plan)
    return [
        WorkerLoad(worker.id, float(before[place]), float(after[place]), len(added.get(place, ())))
        for place, worker in enumerate(problem.workers)
    ]


def measures(problem: Problem, plan: Plan, goals: tuple[Goal, ...]) -> dict[str, float]:
    """Return a plan's figures by name; shares are of 1, harm in expected STS points."""
    loads = worker_loads(problem, plan)
    action = problem.agency.policy.action_level_share / 1000
    nothing = Plan()
    added = _added_dose(problem, plan)
    room = np.maximum(0, problem.budget - problem.carried_dose)
    harm = next(goal for goal in goals if goal.name == "expected-harm")
    coverage = next(goal for goal in goals if goal.name == "coverage")
    return {
        "workers": len(loads),
        "new_cases": len(problem.agency.new_cases),
        "assigned": len({p.case for p in plan.assignments} - problem.agency.open_cases),
        "movable_cases": len(problem.cases) - len(problem.agency.new_cases),
        "moved": len({p.case for p in plan.assignments} & problem.agency.open_cases),
        "leavers_cases_left": sum(case.id in problem.agency.open_cases for case in problem.left(plan)),
        "supported": sum(proposed.support is not None for proposed in plan.assignments),
        "coverage": coverage.value(problem, plan),
        "over_budget_before": sum(load.before > 1 for load in loads),
        "over_budget": sum(load.after > 1 for load in loads),
        "given_beyond_budget": int((added > room).any(axis=1).sum()),
        "over_action_level_before": sum(load.before > action for load in loads),
        "over_action_level": sum(load.after > action for load in loads),
        "largest_share_before": max((load.before for load in loads), default=0.0),
        "largest_share": max((load.after for load in loads), default=0.0),
        "largest_share_given": max((load.after for load in loads if load.new_cases), default=0.0),
        "expected_harm_before": harm.value(problem, nothing),
        "expected_harm": harm.value(problem, plan),
        "added_harm": harm.value(problem, plan) - harm.value(problem, nothing),
    }


def _added_dose(problem: Problem, plan: Plan) -> np.ndarray:
    added = np.zeros_like(problem.carried_dose)
    for worker, cases in problem.added(plan).items():
        for case, role in cases:
            added[worker] += problem.brings(problem.dose, problem.helper_dose, case, role, worker)
    return added


def changed_dose(problem: Problem, plan: Plan) -> np.ndarray:
    """Return what a plan adds to each worker's dose, less what moves away from them."""
    changed = _added_dose(problem, plan)
    for proposed in plan.assignments:
        case = problem.case_at[proposed.case]
        if not problem.is_new(case):
            changed[problem.holder[case]] -= problem.stay_dose[case]
    return changed
