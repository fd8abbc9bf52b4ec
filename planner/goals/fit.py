"""Fit: a returning client meets the earlier worker, a family its worker, a case preferred skills."""

from planner.domain import Case, Plan, Role, Worker
from planner.problem import Problem
from planner.problem.arrays import Ints
from planner.rule import Goal, whole_numbers
from planner.units import COST_POINTS_PER_STS_POINT


class Fit(Goal):
    """sum over assigned cases of the fit points the case could have had and did not get."""

    name = "continuity-and-fit"
    unit = "fit points reached"

    def costs(self, problem: Problem, role: Role) -> Ints | None:
        if role is Role.SUPPORT:
            return None
        point = _cost_of_point(problem)
        return whole_numbers(
            [
                [point * (_most(problem, c) - _points(problem, c, w)) for w in problem.workers]
                for c in problem.cases
            ]
        ).reshape(len(problem.cases), len(problem.workers))

    def cost(self, problem: Problem, plan: Plan) -> int:
        missed = 0
        for proposed in plan.assignments:
            case = problem.agency.case_of[proposed.case]
            worker = problem.agency.worker_of[proposed.worker]
            missed += _most(problem, case) - _points(problem, case, worker)
        return missed * _cost_of_point(problem)

    def value(self, problem: Problem, plan: Plan) -> float:
        return sum(
            _points(
                problem,
                problem.agency.case_of[proposed.case],
                problem.agency.worker_of[proposed.worker],
            )
            for proposed in plan.assignments
        )


def _cost_of_point(problem: Problem) -> int:
    policy = problem.agency.policy
    each = policy.burden_points_per_sts_point * policy.fit_points_per_burden_point
    return COST_POINTS_PER_STS_POINT // each


def _points(problem: Problem, case: Case, worker: Worker) -> int:
    policy = problem.agency.policy
    points = policy.preferred_skill_points * sum(
        skill in worker.skills for skill in case.skills_preferred
    )
    if case.earlier_worker == worker.id:
        points += policy.continuity_points
    if case.group and worker.id in problem.sibling_workers.get(case.group, ()):
        points += policy.sibling_points
    if case.interpreter and case.language in worker.languages:
        points += policy.language_points
    return points


def _most(problem: Problem, case: Case) -> int:
    policy = problem.agency.policy
    most = policy.preferred_skill_points * len(case.skills_preferred)
    most += policy.continuity_points * (case.earlier_worker is not None)
    most += policy.sibling_points * (case.group in problem.sibling_workers)
    return most + policy.language_points * case.interpreter
