"""Expected harm: new dose goes where it is expected to add the fewest STS points above the cut-off."""

from collections.abc import Iterator

import numpy as np

from planner.domain import Plan
from planner.problem import Problem
from planner.risk.harm import harm, harm_knots, harm_slopes
from planner.rule import Curve, Goal, climb


class ExpectedHarm(Goal):
    """sum over workers of E[(STS - cut-off)+] given the mean planned dose of the coming weeks.

    Convex and never flat for each worker: one more unit of dose never costs less on the worker with
    the higher predicted STS, all else equal.
    """

    name = "expected-harm"
    unit = "expected STS points above the cut-off, over all workers"

    def curves(self, problem: Problem) -> Iterator[Curve]:
        cut_off = problem.agency.policy.sts_cut_off
        yield Curve(
            lead=problem.lead_load,
            helper=problem.helper_load,
            stay=problem.stay_load,
            start=problem.start_load,
            knots=np.array([harm_knots(line) for line in problem.lines]),
            slopes=np.array([harm_slopes(line, cut_off) for line in problem.lines]),
        )

    def cost(self, problem: Problem, plan: Plan) -> int:
        cut_off = problem.agency.policy.sts_cut_off
        return sum(
            climb(
                int(problem.start_load[worker]),
                load,
                harm_knots(problem.lines[worker]).tolist(),
                harm_slopes(problem.lines[worker], cut_off).tolist(),
            )
            for worker, load in problem.added_load(plan).items()
        )

    def value(self, problem: Problem, plan: Plan) -> float:
        added = problem.added_load(plan)
        return sum(
            harm(line, int(carried) + added.get(place, 0), problem.agency.policy.sts_cut_off)
            for place, (line, carried) in enumerate(zip(problem.lines, problem.start_load, strict=True))
        )
