"""Who else could take a case, and roughly at what cost.

The cost step comes from forcing the worker into the plan and searching again; where bounds from both
sides already fall into one step, the search is spared. Given the public problem and program (usual
steps, no private limits), the answer is a function of public facts and the plan alone.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from planner.domain import Plan, Policy
from planner.explain.standing import CostStep, Standing, in_the_way, ways_alone
from planner.problem import Problem
from planner.program import Program
from planner.rule import Breach, Rule
from planner.solve.forced import Forced
from planner.units import COST_POINTS_PER_STS_POINT

_PREPARE_SECONDS = 10.0
_FORCED_SECONDS = 3.0


class Asking:
    """What can be said of other workers beside one plan."""

    def __init__(self, problem: Problem, program: Program, rules: Sequence[Rule], plan: Plan) -> None:
        self._problem, self._program, self._rules, self._plan = problem, program, rules, plan

    @cached_property
    def _forced(self) -> Forced | None:
        chosen = self._program.chosen(self._problem, self._plan)
        return None if chosen is None else Forced(self._program, chosen, _PREPARE_SECONDS)

    def others(self, case: str, workers: Iterable[str] | None = None) -> list[Standing]:
        """Return where every worker but the proposed one stands; only some, where named."""
        given = {p.worker for p in self._plan.assignments if p.case == case}
        asked = [w.id for w in self._problem.workers if w.id not in given]
        if workers is not None:
            wanted = set(workers)
            asked = [worker for worker in asked if worker in wanted]
        ways = ways_alone(self._problem, self._program, case)
        return [
            Standing(worker, step=self._step(ways[worker].lead))
            if worker in ways
            else Standing(worker, breach=self._first_in_the_way(case, worker))
            for worker in asked
        ]

    def _first_in_the_way(self, case: str, worker: str) -> Breach:
        return in_the_way(self._problem, self._program, self._rules, case, worker)[0]

    def _step(self, lead: int) -> CostStep:
        policy = self._problem.agency.policy
        if self._forced is None:
            return CostStep.MUCH_MORE
        least, most = self._forced.interval(lead)
        if np.isinf(most) or step_of(least, policy) is not step_of(most, policy):
            least, most = self._forced.exactly(lead, _FORCED_SECONDS)
        return step_of(most, policy)


def step_of(cost: float, policy: Policy) -> CostStep:
    """Return the step a cost falls into."""
    thousandths = cost * 1000 / COST_POINTS_PER_STS_POINT
    if thousandths <= policy.same_cost_below:
        return CostStep.SAME
    return CostStep.MORE if thousandths <= policy.much_cost_above else CostStep.MUCH_MORE
