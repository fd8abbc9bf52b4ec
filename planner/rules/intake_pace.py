"""Intake pace: new cases come to a worker no faster than the pace for their kind of work."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Kind, Plan, Role
from planner.problem import Problem
from planner.rule import Breach, Local, Rule, counted

PACED = (Kind.ONGOING, Kind.INVESTIGATION)


class IntakePace(Rule):
    """number of new cases led <= max(0, allowed within a month - given in the last month), by kind:

    ongoing: allowed = max(1, carried ongoing cases / open_cases_per_new, rounded up);
    investigation: allowed = investigations_a_month x FTE, rounded up. A family that goes together counts
    once, by its first case.
    """

    name = "intake-pace"

    def locals(self, problem: Problem) -> Iterator[Local]:
        policy = problem.agency.policy
        kinds = np.array([PACED.index(c.kind) if c.kind in PACED else -1 for c in problem.cases], int)
        use = (kinds[:, None] == np.arange(len(PACED))) & problem.counts[:, None]
        fte = np.array([worker.fte for worker in problem.workers], dtype=np.int64)
        ongoing = np.maximum(1, -(-problem.carried_ongoing // policy.open_cases_per_new))
        investigations = -(-(policy.investigations_a_month * fte) // 1000)
        allowed = np.stack([ongoing, investigations], axis=1)
        given = np.stack([problem.new_ongoing, problem.new_investigations], axis=1)
        yield counted(
            problem,
            use.astype(np.int64),
            np.maximum(0, allowed - given),
            [],
        )

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        for place, cases in problem.added(plan).items():
            leads = [case for case, role in cases if role is Role.LEAD and problem.counts[case]]
            led = [problem.cases[case].kind for case in leads]
            for kind in PACED:
                new, allowed = led.count(kind), _allowed(problem, kind, place)
                given = _given(problem, kind, place)
                if new > max(0, allowed - given):
                    worker = problem.workers[place].id
                    yield Breach(self.name, None, worker, str(kind), limit=allowed, needed=given + new)


def _allowed(problem: Problem, kind: Kind, worker: int) -> int:
    """Return how many new cases of a kind a worker may be given within a month."""
    policy = problem.agency.policy
    if kind is Kind.ONGOING:
        return max(1, -(-int(problem.carried_ongoing[worker]) // policy.open_cases_per_new))
    return -(-(policy.investigations_a_month * problem.workers[worker].fte) // 1000)


def _given(problem: Problem, kind: Kind, worker: int) -> int:
    given = problem.new_ongoing if kind is Kind.ONGOING else problem.new_investigations
    return int(given[worker])
