"""Fit: a client meets the earlier worker, a family its worker, a case what it prefers in a worker."""

from collections.abc import Iterator

from planner.domain import Case, GroupRule, Kind, Plan, Role, Worker
from planner.problem import Problem
from planner.problem.arrays import Ints
from planner.problem.rates import fit_point
from planner.rule import Bundle, Goal, whole_numbers


class Fit(Goal):
    """sum over assigned cases of the fit points the case could have had and did not get; new cases of
    a group that are preferably together get theirs where one worker leads them all.
    """

    name = "continuity-and-fit"
    unit = "fit points reached"

    def costs(self, problem: Problem, role: Role) -> Ints | None:
        if role is not Role.LEAD:
            return None
        point, workers = fit_point(problem.agency.policy), problem.workers
        preferred = {case for members in _preferred(problem) for case in members}
        rows = []
        for place, case in enumerate(problem.cases):
            most = _most(problem, case)
            alone = most + (place in preferred) * problem.agency.policy.preferred_group_points
            missed = (
                [alone - _points(problem, case, w) for w in workers] if most else [alone] * len(workers)
            )
            rows.append([point * points for points in missed])
        return whole_numbers(rows).reshape(len(problem.cases), len(workers))

    def bundles(self, problem: Problem) -> Iterator[Bundle]:
        policy = problem.agency.policy
        each = policy.preferred_group_points * fit_point(policy)
        for members in _preferred(problem):
            yield Bundle(members, each * len(members))

    def cost(self, problem: Problem, plan: Plan) -> int:
        agency, missed = problem.agency, 0
        for proposed in plan.assignments:
            case, worker = agency.case_of[proposed.case], agency.worker_of[proposed.worker]
            missed += _most(problem, case) - _points(problem, case, worker)
        for members in _preferred(problem):
            given = _leads(problem, plan, members)
            if not _with_one(given, members):
                missed += agency.policy.preferred_group_points * len(given)
        return missed * fit_point(agency.policy)

    def value(self, problem: Problem, plan: Plan) -> float:
        agency, reached = problem.agency, 0
        for proposed in plan.assignments:
            case, worker = agency.case_of[proposed.case], agency.worker_of[proposed.worker]
            reached += _points(problem, case, worker)
        for members in _preferred(problem):
            if _with_one(_leads(problem, plan, members), members):
                reached += agency.policy.preferred_group_points * len(members)
        return reached


def _points(problem: Problem, case: Case, worker: Worker) -> int:
    """Return the fit points a worker has for a case, but for those of its new group."""
    policy = problem.agency.policy
    points = policy.preferred_skill_points * sum(s in worker.skills for s in case.skills_preferred)
    points += policy.client_wish_points * sum(wish in worker.offers for wish in case.client_wants)
    if case.earlier_worker == worker.id:
        points += policy.continuity_points
    if case.group and worker.id in problem.sibling_workers.get(case.group, ()):
        points += policy.sibling_points
    if case.interpreter and case.language in worker.languages:
        points += policy.language_points
    if problem.on_duty[problem.case_at[case.id], problem.worker_at[worker.id]]:
        points += policy.duty_points
    return points


def _most(problem: Problem, case: Case) -> int:
    """Return the fit points a case could have, whoever there is, but for those of its new group."""
    policy = problem.agency.policy
    most = policy.preferred_skill_points * len(case.skills_preferred)
    most += policy.client_wish_points * len(case.client_wants)
    most += policy.continuity_points * (case.earlier_worker is not None)
    most += policy.sibling_points * (case.group in problem.sibling_workers)
    if case.kind is Kind.IMMEDIATE_RESPONSE and problem.on_duty[problem.case_at[case.id]].any():
        most += policy.duty_points
    return most + policy.language_points * case.interpreter


def _preferred(problem: Problem) -> list[tuple[int, ...]]:
    """Return the new cases of each group that are preferably together, where there are several."""
    members: dict[str, tuple[int, ...]] = {}
    for place, case in enumerate(problem.cases):
        if problem.is_new(place) and case.group and case.group_rule is GroupRule.PREFERRED:
            members[case.group] = (*members.get(case.group, ()), place)
    return [places for places in members.values() if len(places) > 1]


def _leads(problem: Problem, plan: Plan, members: tuple[int, ...]) -> list[tuple[int, str]]:
    """Return which members of a group a plan gives to which leads."""
    given = ((problem.case_at[p.case], p.worker) for p in plan.assignments)
    return [(case, worker) for case, worker in given if case in members]


def _with_one(given: list[tuple[int, str]], members: tuple[int, ...]) -> bool:
    """Whether one worker leads every member."""
    all_led = {case for case, _ in given} == set(members)
    return all_led and len({worker for _, worker in given}) == 1
