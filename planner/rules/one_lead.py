"""One lead: each case has at most one lead worker, and support only beside a lead."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.rule import Breach, Link, Local, Rule, Term


class OneLead(Rule):
    """sum of leads <= 1; sum of supports <= sum of leads, and = where a case needs two workers; never
    the same person in both roles. Support is possible only on a severe case or one for two workers.
    """

    name = "one-lead"

    def admits(self, problem: Problem, role: Role) -> Bools | None:
        if role is not Role.SUPPORT:
            return None
        may = np.array([problem.may_have_support(c) for c in range(len(problem.cases))], dtype=bool)
        return np.repeat(may[:, None], len(problem.workers), axis=1)

    def links(self, problem: Problem) -> Iterator[Link]:
        everybody = np.ones(len(problem.workers), dtype=bool)
        for case, each in enumerate(problem.cases):
            yield Link((Term(Role.LEAD, case, everybody, 1),), 0, 1)
            if problem.may_have_support(case):
                against = Term(Role.LEAD, case, everybody, -1)
                least = 0 if each.two_workers else -1
                yield Link((Term(Role.SUPPORT, case, everybody, 1), against), least, 0)

    def locals(self, problem: Problem) -> Iterator[Local]:
        cases, workers = len(problem.cases), len(problem.workers)
        supported = [c for c in range(cases) if problem.may_have_support(c)]
        use = np.zeros((cases, len(supported)), dtype=np.int64)
        use[supported, range(len(supported))] = 1
        rows = np.arange(cases)
        helper_row = np.full(problem.helper_load.shape, -1)
        helper_row[0] = rows
        yield Local(
            use=use,
            lead_row=np.repeat(rows[:, None], workers, axis=1),
            helper_row=helper_row,
            room=np.ones((workers, len(supported)), dtype=np.int64),
        )

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        seen = set()
        for proposed in plan.assignments:
            case = problem.case_at[proposed.case]
            if proposed.case in seen:
                yield Breach(self.name, case=proposed.case, what="two-leads", limit=1, needed=2)
            seen.add(proposed.case)
            if proposed.support == proposed.worker:
                yield Breach(self.name, case=proposed.case, worker=proposed.worker, what="both-roles")
            if proposed.support is not None and not problem.may_have_support(case):
                yield Breach(self.name, case=proposed.case, what="no-support-asked")
            if proposed.support is None and _needs_two(problem, case):
                yield Breach(self.name, case=proposed.case, what="one-of-two-workers")


def _needs_two(problem: Problem, case: int) -> bool:
    return problem.cases[case].two_workers and problem.may_have_support(case)
