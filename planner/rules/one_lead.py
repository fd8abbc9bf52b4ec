"""One lead: each case has at most one lead worker, and support only beside a lead."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.rule import Breach, Link, Local, Rule, Term


class OneLead(Rule):
    """sum of leads <= 1; of a case for two workers, sum of supports = sum of leads and never the same
    person in both roles; of another severe case, sum of supports <= sum of leads in their first year.
    """

    name = "one-lead"

    def admits(self, problem: Problem, role: Role) -> Bools | None:
        if role is not Role.SUPPORT:
            return None
        may = np.array([problem.may_have_support(c) for c in range(len(problem.cases))], dtype=bool)
        return np.repeat(may[:, None], len(problem.workers), axis=1)

    def links(self, problem: Problem) -> Iterator[Link]:
        everybody = np.ones(len(problem.workers), dtype=bool)
        first_year = np.array([worker.first_year for worker in problem.workers], dtype=bool)
        for case, each in enumerate(problem.cases):
            yield Link((Term(Role.LEAD, case, everybody, 1),), 0, 1)
            if problem.may_have_support(case):
                asked = everybody if each.two_workers else first_year
                against = Term(Role.LEAD, case, asked, -1)
                least = 0 if each.two_workers else -1
                yield Link((Term(Role.SUPPORT, case, everybody, 1), against), least, 0)

    def locals(self, problem: Problem) -> Iterator[Local]:
        cases, workers = len(problem.cases), len(problem.workers)
        supported = [c for c in range(cases) if _needs_two(problem, c)]
        use = np.zeros((cases, len(supported)), dtype=np.int64)
        use[supported, range(len(supported))] = 1
        rows = np.arange(cases)
        helper_row = np.full(problem.helper_load.shape, -1)
        helper_row[0] = rows
        yield Local(
            use=use,
            lead_row=np.broadcast_to(rows[:, None], (cases, workers)),
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
            lead, two = problem.agency.worker_of[proposed.worker], _needs_two(problem, case)
            if proposed.support is None:
                if two:
                    yield Breach(self.name, case=proposed.case, what="one-of-two-workers")
            elif two and proposed.support == lead.id:
                yield Breach(self.name, case=proposed.case, worker=lead.id, what="both-roles")
            elif not two and not (lead.first_year and problem.may_have_support(case)):
                yield Breach(self.name, case=proposed.case, what="no-support-asked")


def _needs_two(problem: Problem, case: int) -> bool:
    return problem.cases[case].two_workers and problem.may_have_support(case)
