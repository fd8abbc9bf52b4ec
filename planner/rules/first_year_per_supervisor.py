"""First year per supervisor: one supervisor's first-year workers lead only a few severe cases."""

from collections import Counter
from collections.abc import Collection, Iterator

import numpy as np

from planner.domain import Agency, Plan, Role, Worker
from planner.dose.case_dose import severe_tier, tier
from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.rule import Breach, Link, Rule, Term


class FirstYearPerSupervisor(Rule):
    """sum of new severe cases led by the first-year workers of one supervisor <= max(0,
    first_year_severe_per_supervisor - those they lead already). The supervisor is the worker's own,
    else the team's; without either there is no such limit. A worker on duty may lead an immediate
    response beyond it.
    """

    name = "first-year-per-supervisor"

    def links(self, problem: Problem) -> Iterator[Link]:
        severe = np.flatnonzero(problem.severe).tolist()
        if not severe:
            return
        answering: dict[str, list[int]] = {}
        for place, worker in enumerate(problem.workers):
            supervisor = _answers_to(problem.agency, worker)
            if supervisor is not None:
                answering.setdefault(supervisor, []).append(place)
        limit = problem.agency.policy.first_year_severe_per_supervisor
        carried = _carried(problem.agency, answering)
        for supervisor, places in sorted(answering.items()):
            theirs = np.zeros(len(problem.workers), dtype=bool)
            theirs[places] = True
            terms = [Term(Role.LEAD, case, _not_on_duty(problem, case, theirs), 1) for case in severe]
            yield Link(tuple(terms), 0, max(0, limit - carried[supervisor]))

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        given: dict[str, list[tuple[str, str]]] = {}
        for proposed in plan.assignments:
            case, lead = problem.case_at[proposed.case], problem.worker_at[proposed.worker]
            supervisor = _answers_to(problem.agency, problem.workers[lead])
            if supervisor and problem.severe[case] and not problem.on_duty[case, lead]:
                given.setdefault(supervisor, []).append((proposed.case, proposed.worker))
        if not given:
            return
        limit = problem.agency.policy.first_year_severe_per_supervisor
        carried = _carried(problem.agency, given)
        for supervisor, leads in given.items():
            if len(leads) > max(0, limit - carried[supervisor]):
                what, needed = f"supervisor:{supervisor}", carried[supervisor] + len(leads)
                for case_id, worker in leads:
                    yield Breach(self.name, case_id, worker, what=what, limit=limit, needed=needed)


def _not_on_duty(problem: Problem, case: int, workers: Bools) -> Bools:
    """Return those of some workers who are not on duty for a case; the same ones where nobody is."""
    on_duty = problem.on_duty[case]
    return workers & ~on_duty if on_duty.any() else workers


def _answers_to(agency: Agency, worker: Worker) -> str | None:
    """Return the supervisor of a first-year worker, if there is one."""
    if not worker.first_year:
        return None
    return worker.supervisor or agency.team_of[worker.team].supervisor


def _carried(agency: Agency, supervisors: Collection[str]) -> Counter[str]:
    """Return the severe open cases that the first-year workers of some supervisors lead."""
    carried: Counter[str] = Counter()
    for worker in agency.workers:
        supervisor = _answers_to(agency, worker)
        if supervisor is not None and supervisor in supervisors:
            led = (agency.case_of[assignment.case] for assignment in agency.led_by.get(worker.id, ()))
            tiers = [tier(case, agency.referral_type_of[case.referral_type]) for case in led]
            carried[supervisor] += sum(map(severe_tier().__le__, tiers))
    return carried
