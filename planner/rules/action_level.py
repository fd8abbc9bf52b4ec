"""Action level: who has reached it is given no new severe case."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Proposed, Role
from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.rule import Breach, Rule


class ActionLevel(Rule):
    """`lead = support = 0` for each severe case, where 1000 x carried dose >= action_level_share x
    budget in some coming week of the first `harm_weeks`. Covering a week is not being given a case. A
    worker on duty may lead an immediate response all the same.
    """

    name = "action-level"

    def admits(self, problem: Problem, role: Role) -> Bools | None:
        if role not in (Role.LEAD, Role.SUPPORT):
            return None
        policy = problem.agency.policy
        carried = problem.carried_dose[:, : policy.harm_weeks]
        level = policy.action_level_share * problem.budget[:, : policy.harm_weeks]
        reached = np.any(1000 * carried >= level, axis=1)
        possible: Bools = ~(problem.severe[:, None] & reached[None, :])
        return possible | problem.on_duty if role is Role.LEAD else possible

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        for proposed in plan.assignments:
            case = problem.case_at[proposed.case]
            for worker in _given(problem, proposed) if problem.severe[case] else ():
                found = _worst_week(problem, problem.worker_at[worker])
                if found is not None:
                    week, most, carried = found
                    yield Breach(self.name, proposed.case, worker, "", week, most, carried)


def _given(problem: Problem, proposed: Proposed) -> list[str]:
    """Return who leads or supports a case, but for a lead who is on duty for it."""
    case = problem.case_at[proposed.case]
    given = {proposed.support} - {None}
    if not problem.on_duty[case, problem.worker_at[proposed.worker]]:
        given.add(proposed.worker)
    return sorted(worker for worker in given if worker is not None)


def _worst_week(problem: Problem, worker: int) -> tuple[int, int, int] | None:
    """Return the week in which a worker is furthest over the action level, if they have reached it.

    With it the most that is still below the level, and what is carried.
    """
    policy = problem.agency.policy
    worst = None
    furthest = 0
    for week in range(policy.harm_weeks):
        level = policy.action_level_share * int(problem.budget[worker, week])
        carried = int(problem.carried_dose[worker, week])
        over = 1000 * carried - level
        if over >= 0 and (worst is None or over > furthest):
            worst, furthest = (week, max(0, (level - 1) // 1000), carried), over
    return worst
