"""Who else could take a case, and roughly at what cost.

The cost step comes from forcing the worker into the plan and solving again among the cases it covers:
all stay covered but may move between workers, and there is a plan at that cost. Given the public
problem and program (usual steps, no private limits), the answer is a function of public facts and the
plan alone.
"""

from collections.abc import Iterable, Sequence

from planner.domain import Policy
from planner.explain.ground import Ground
from planner.explain.standing import CostStep, Standing, beside, in_the_way, item_of, ways
from planner.rule import Breach
from planner.solve.clock import Clock
from planner.solve.insertion import beginning
from planner.units import COST_POINTS_PER_STS_POINT

_FORCED_SECONDS = 2.0
_ALL_SECONDS = 20.0


class Asking:
    """What can be said of other workers beside one plan."""

    def __init__(self, ground: Ground) -> None:
        self._on = ground
        self._problem, self._program = ground.problem, ground.program
        self._rules, self._plan = ground.rules, ground.plan

    def others(self, case: str, workers: Iterable[str] | None = None) -> list[Standing]:
        """Return where every worker but the proposed one stands; only some, where named."""
        problem = self._problem
        leads = {p.worker for p in self._plan.assignments if p.case == case}
        given = leads | {problem.holder_of(case)}
        wanted = None if workers is None else set(workers)
        asked = [
            w.id for w in problem.workers if w.id not in given and (wanted is None or w.id in wanted)
        ]
        item = item_of(problem, self._program, case)
        able = ways(problem, beginning(self._program, item), case)
        steps = self._steps(case, [worker for worker in asked if worker in able])
        state = beside(problem, self._program, self._plan, item)
        room = able if state is None else ways(problem, state, case)
        on_duty = problem.on_duty[problem.case_at[case]]
        lead_on_duty = any(on_duty[problem.worker_at[lead]] for lead in leads)
        return [
            Standing(
                worker,
                breach=None if worker in able else self._in_the_way(case, worker),
                step=steps[worker][0] if worker in steps else None,
                sure=worker not in steps or steps[worker][1],
                instead=worker in able and worker not in room,
                off_duty=lead_on_duty and not on_duty[problem.worker_at[worker]],
            )
            for worker in asked
        ]

    def _in_the_way(self, case: str, worker: str) -> Breach:
        return in_the_way(self._problem, self._program, self._rules, case, worker)[0]

    def _steps(self, case: str, workers: Sequence[str]) -> dict[str, tuple[CostStep, bool]]:
        """Return the cost step of each worker, and whether it is sure, within a time for all of them.

        A worker counts as much more where no plan with them covers the same cases, or none was found
        in time.
        """
        problem, policy = self._problem, self._problem.agency.policy
        item = item_of(problem, self._program, case)
        forced = self._on.forced_with(item) if workers else None
        if forced is None:
            return dict.fromkeys(workers, (CostStep.MUCH_MORE, False))
        clock = Clock(_ALL_SECONDS)

        def same_step(least: float, more: float) -> bool:
            return step_of(least, policy) is step_of(more, policy)

        steps = {}
        for worker in workers:
            arc = forced.program.lead_arc[item, problem.worker_at[worker]]
            found = forced.cheapest(arc, min(_FORCED_SECONDS, clock.left()), same_step)
            steps[worker] = (step_of(found.more, policy), same_step(found.least, found.more))
        return steps


def step_of(cost: float, policy: Policy) -> CostStep:
    """Return the step a cost falls into."""
    thousandths = cost * 1000 / COST_POINTS_PER_STS_POINT
    if thousandths <= policy.same_cost_below:
        return CostStep.SAME
    return CostStep.MORE if thousandths <= policy.much_cost_above else CostStep.MUCH_MORE
