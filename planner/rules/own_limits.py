"""Own limits: nobody is given what they said, without a reason, they do not take for now."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Case, Fact, Plan, PrivateProfile, Role, Step
from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.rule import Breach, Rule


class OwnLimits(Rule):
    """no rubric fact of the case that holds, or is unknown, is among the worker's own limits; nothing
    severe during rest. Private: only the worker is ever told that this rule applied.
    """

    name = "own-limits"
    public = False

    def admits(self, problem: Problem, role: Role) -> Bools | None:
        possible = np.ones((len(problem.cases), len(problem.workers)), dtype=bool)
        everyone = problem.agency.profile_of.values()
        profiles = [profile for profile in everyone if profile.worker in problem.worker_at]
        held = {
            fact: np.array([getattr(case.rubric, fact) is not Fact.NO for case in problem.cases], bool)
            for fact in {fact for profile in profiles for fact in profile.limits}
        }
        for profile in profiles:
            column = problem.worker_at[profile.worker]
            for fact in profile.limits:
                possible[held[fact], column] = False
            if profile.step is Step.REST:
                possible[problem.severe, column] = False
        return possible

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        for proposed in plan.assignments:
            case = problem.agency.case_of[proposed.case]
            severe = bool(problem.severe[problem.case_at[case.id]])
            for worker in sorted({worker for _, worker in proposed.roles()}):
                profile = problem.agency.profile_of.get(worker)
                if profile and _refuses(profile, case, severe):
                    yield Breach(self.name, case=case.id, worker=worker)


def _refuses(profile: PrivateProfile, case: Case, severe: bool) -> bool:
    if profile.step is Step.REST and severe:
        return True
    return any(getattr(case.rubric, fact) is not Fact.NO for fact in profile.limits)
