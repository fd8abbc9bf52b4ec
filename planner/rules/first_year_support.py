"""First-year support: a severe case led in the first year has an experienced worker beside it."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role
from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.problem.problem import NOBODY
from planner.rule import Breach, Link, Rule, Term


class FirstYearSupport(Rule):
    """supports of a severe case >= its leads by first-year workers; no first-year worker supports, or
    covers a severe case. An open case's supporting worker counts where experienced.
    """

    name = "first-year-support"

    def admits(self, problem: Problem, role: Role) -> Bools | None:
        if role is Role.LEAD:
            return None
        experienced = np.array([not worker.first_year for worker in problem.workers], dtype=bool)
        return experienced[None, :] | (~problem.severe & (role is not Role.SUPPORT))[:, None]

    def links(self, problem: Problem) -> Iterator[Link]:
        everybody = np.ones(len(problem.workers), dtype=bool)
        first_year = np.array([worker.first_year for worker in problem.workers], dtype=bool)
        for case in range(len(problem.cases)):
            if problem.severe[case] and first_year.any() and not _has_support(problem, case):
                yield Link(
                    (
                        Term(Role.SUPPORT, case, everybody, 1),
                        Term(Role.LEAD, case, first_year, -1),
                    ),
                    0,
                    len(problem.workers),
                )

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        beside = Counter(p.case for p in plan.assignments if p.support is not None)
        for proposed in plan.assignments:
            lead = problem.agency.worker_of[proposed.worker]
            support = problem.agency.worker_of[proposed.support] if proposed.support else None
            case = problem.case_at[proposed.case]
            if problem.severe[case] and lead.first_year and not _has_support(problem, case):
                if beside[proposed.case] <= 0:
                    yield Breach(self.name, case=proposed.case, worker=lead.id)
                beside[proposed.case] -= 1
            if support is not None and support.first_year:
                yield Breach(self.name, case=proposed.case, worker=support.id, what="supporting")
            for cover in proposed.cover if problem.severe[case] else ():
                if problem.agency.worker_of[cover.worker].first_year:
                    yield Breach(self.name, proposed.case, cover.worker, "covering", cover.week - 1)


def _has_support(problem: Problem, case: int) -> bool:
    """Whether an experienced worker supports an open case already."""
    supporter = int(problem.supporter[case])
    return supporter != NOBODY and not problem.workers[supporter].first_year
