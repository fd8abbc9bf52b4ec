"""Who is free to help on a case beside the rest of a plan, whoever leads it?"""

from collections.abc import Sequence

import numpy as np

from planner.domain import COVERS, Plan, Role
from planner.explain.standing import NEEDS_HELP, beside
from planner.problem import Problem
from planner.program import Program
from planner.rule import Breach


class FreeHelpers:
    """Those who fit as a helper for each role of an item's cases, beside the rest of a plan."""

    def __init__(self, problem: Problem, program: Program, plan: Plan, item: int) -> None:
        self._problem, self._program = problem, program
        self._state = beside(problem, program, plan, item)
        self._known: dict[tuple[str, Role], list[int]] = {}

    def lacking(self, found: Sequence[Breach], lead: str) -> list[Breach]:
        """Return the breaches without those that helpers who are free would mend."""
        needs = [breach for breach in found if (breach.rule, breach.what) in NEEDS_HELP]
        roles = sorted({(breach.case or "", _role(breach)) for breach in needs})
        if not needs or not self._filled([self._free(*role, lead) for role in roles], []):
            return list(found)
        return [breach for breach in found if breach not in needs]

    def _free(self, case: str, role: Role, lead: str) -> list[int]:
        """Return the arcs of those but the lead who fit in a role."""
        program, state = self._program, self._state
        if state is None:
            return []
        if (case, role) not in self._known:
            there = (program.case == self._problem.case_at[case]) & (program.role == int(role))
            self._known[case, role] = state.weigh(np.flatnonzero(there & (program.item < 0)))[0].tolist()
        place = self._problem.worker_at[lead]
        return [arc for arc in self._known[case, role] if program.worker[arc] != place]

    def _filled(self, free: list[list[int]], given: list[int]) -> bool:
        """Return whether every role can be filled at once beside some arcs."""
        if not free or self._state is None:
            return self._state is not None
        fitting = (arc for arc in free[0] if self._state.fit_together([*given, arc]))
        return any(self._filled(free[1:], [*given, arc]) for arc in fitting)


def _role(breach: Breach) -> Role:
    return COVERS[breach.week or 0] if breach.rule == "presence" else Role.SUPPORT
