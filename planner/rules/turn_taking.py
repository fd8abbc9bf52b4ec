"""Turn-taking: nobody is given more new load than taking turns would bring, up to one case."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan, Role, Step
from planner.dose.budget import budgets
from planner.problem import Problem
from planner.rule import Breach, Local, Rule, whole_numbers


class TurnTaking(Rule):
    """where `within_turn_taking` is on: sum of new load <= turns + largest, with turns = the load of all
    cases that need a worker x usual budget / sum of usual budgets, rounded up, and largest = the load of
    the heaviest case or family, for turns come in whole cases. Usual budgets, so that what others keep
    private changes nothing. A worker on duty may take an immediate response beyond it.
    """

    name = "turn-taking"

    def locals(self, problem: Problem) -> Iterator[Local]:
        if not problem.agency.policy.within_turn_taking:
            return
        limits = _limits(problem)
        yield Local(
            use=problem.stacked(problem.load[:, :, None], problem.helper_load[:, :, None]),
            lead_row=np.where(problem.on_duty, -1, problem.lead_rows),
            helper_row=problem.helper_rows,
            room=whole_numbers(limits).reshape(-1, 1),
        )

    def breaches(self, problem: Problem, plan: Plan) -> Iterator[Breach]:
        if not problem.agency.policy.within_turn_taking:
            return
        limits = _limits(problem)
        for place, cases in problem.added(plan).items():
            new = sum(
                int(problem.brings(problem.load, problem.helper_load, case, role, place))
                for case, role in cases
                if role is not Role.LEAD or not problem.on_duty[case, place]
            )
            if new > limits[place]:
                worker = problem.workers[place].id
                yield Breach(self.name, worker=worker, limit=limits[place], needed=new)


def _limits(problem: Problem) -> list[int]:
    """Return the new load that turn-taking brings each worker, and one case."""
    load = problem.load.max(axis=0, initial=0).tolist()
    needing = [case for case, stays in enumerate(problem.may_stay.tolist()) if not stays]
    total = sum(load[case] for case in needing)
    families = (sum(load[case] for case in family) for family in problem.families.values())
    largest = max([*load, *families], default=0)
    policy = problem.agency.policy
    usual = [sum(budgets(worker, Step.USUAL, policy, policy.harm_weeks)) for worker in problem.workers]
    whole = max(1, sum(usual))
    return [-(-total * budget // whole) + largest for budget in usual]
