"""One lead: each case has at most one lead worker, and support only beside a lead."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan
from planner.problem import Problem
from planner.rule import Bools, Breach, Link, Local, Role, Rule, Term


class OneLead(Rule):
    """sum of leads <= 1; sum of supports <= sum of leads; never the same person in both roles.

    A supporting worker is possible only on a severe case or one that needs two workers.
    """

    name = "one-lead"

    def admits(self, problem: Problem, role: Role) -> Bools | None:
        if role is Role.LEAD:
            return None
        may = np.array([problem.may_have_support(c) for c in range(len(problem.cases))], dtype=bool)
        return np.repeat(may[:, None], len(problem.workers), axis=1)

    def links(self, problem: Problem) -> Iterator[Link]:
        everybody = np.ones(len(problem.workers), dtype=bool)
        for case in range(len(problem.cases)):
            lead = Term(Role.LEAD, case, everybody, 1)
            yield Link((lead,), 0, 1)
            if problem.may_have_support(case):
                against = Term(Role.LEAD, case, everybody, -1)
                yield Link((Term(Role.SUPPORT, case, everybody, 1), against), -1, 0)

    def locals(self, problem: Problem) -> Iterator[Local]:
        cases, workers = len(problem.cases), len(problem.workers)
        supported = [c for c in range(cases) if problem.may_have_support(c)]
        use = np.zeros((cases, len(supported)), dtype=np.int64)
        use[supported, range(len(supported))] = 1
        yield Local(
            use=use,
            lead_row=np.repeat(np.arange(cases)[:, None], workers, axis=1),
            support_row=np.arange(cases),
            room=np.ones((workers, len(supported)), dtype=np.int64),
        )

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        seen = set()
        for proposed in plan.assignments:
            if proposed.case in seen:
                yield Breach(self.name, case=proposed.case, what="two-leads", limit=1, needed=2)
            seen.add(proposed.case)
            if proposed.support is None:
                continue
            if not problem.may_have_support(problem.case_at[proposed.case]):
                yield Breach(self.name, case=proposed.case, what="no-support-asked")
            if proposed.support == proposed.worker:
                yield Breach(self.name, case=proposed.case, worker=proposed.worker, what="both-roles")
