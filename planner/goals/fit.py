"""Fit: a client meets the earlier worker, a family its worker, a case what it prefers in a worker."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from planner.domain import Case, GroupRule, Kind, Plan, Role, Worker
from planner.problem import Problem
from planner.problem.arrays import Ints
from planner.problem.rates import fit_point
from planner.rule import Bundle, Goal


class Fit(Goal):
    """sum over assigned cases of the fit points the case could have had and did not get; the cases of
    a group that are preferably together, new or a leaver's, get theirs where one worker leads them all.
    """

    name = "continuity-and-fit"
    unit = "fit points reached"

    def costs(self, problem: Problem, role: Role) -> Ints | None:
        if role is not Role.LEAD:
            return None
        point, policy = fit_point(problem.agency.policy), problem.agency.policy
        preferred = {case for members in _preferred(problem) for case in members}
        missed = -_all_points(problem)
        for place, case in enumerate(problem.cases):
            missed[place] += _most(problem, case) + (place in preferred) * policy.preferred_group_points
        return np.asarray(point * missed)

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


def _all_points(problem: Problem) -> Ints:
    """Return the fit points of every worker for every case, shape (cases, workers)."""
    policy = problem.agency.policy
    points = policy.duty_points * problem.on_duty.astype(np.int64)
    skilled = _who_has(problem, lambda worker: worker.skills)
    offers = _who_has(problem, lambda worker: worker.offers)
    speaks = _who_has(problem, lambda worker: worker.languages)
    for place, case in enumerate(problem.cases):
        for skill in case.skills_preferred:
            points[place, skilled.get(skill, [])] += policy.preferred_skill_points
        for wish in case.client_wants:
            points[place, offers.get(wish, [])] += policy.client_wish_points
        if case.earlier_worker is not None:
            points[place, problem.worker_at[case.earlier_worker]] += policy.continuity_points
        siblings = problem.sibling_workers.get(case.group or "", frozenset())
        points[place, [problem.worker_at[worker] for worker in siblings]] += policy.sibling_points
        if case.interpreter:
            points[place, speaks.get(case.language, [])] += policy.language_points
    return points


def _who_has(problem: Problem, codes: Callable[[Worker], Iterable[str]]) -> dict[str, list[int]]:
    """Return the places of the workers who have each code."""
    found: dict[str, list[int]] = {}
    for place, worker in enumerate(problem.workers):
        for code in codes(worker):
            found.setdefault(code, []).append(place)
    return found


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
    """Return the cases that need a lead of each group that is preferably together."""
    return list(problem.groups(GroupRule.PREFERRED).values())


def _leads(problem: Problem, plan: Plan, members: tuple[int, ...]) -> list[tuple[int, str]]:
    """Return which members of a group a plan gives to which leads."""
    given = ((problem.case_at[p.case], p.worker) for p in plan.assignments)
    return [(case, worker) for case, worker in given if case in members]


def _with_one(given: list[tuple[int, str]], members: tuple[int, ...]) -> bool:
    """Whether one worker leads every member."""
    all_led = {case for case, _ in given} == set(members)
    return all_led and len({worker for _, worker in given}) == 1
