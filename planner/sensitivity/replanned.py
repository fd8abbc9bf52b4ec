"""A world planned again: its cheapest plan, and the cheapest that changes nothing for next to nothing.

Many plans cost nearly the same, so that two searches seldom end with the same one, and the share of
assignments two plans have in common says little. Here an assignment that differs from the plan as it is
costs a little more: as much as the policy calls about the same. What changes all the same is worth it.

    cost held = cost + `same_cost_below` x assignments that differ
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from planner.domain import Agency, Plan, Role
from planner.problem import Problem
from planner.problem.arrays import Bools, Ints
from planner.problem.problem import NOBODY
from planner.program import Program
from planner.sensitivity.mended import mended
from planner.sensitivity.world import World
from planner.solve.clock import Clock
from planner.solve.outcome import Ending, Outcome
from planner.solve.search import search
from planner.units import COST_POINTS_PER_STS_POINT

Leads = Mapping[str, str]
_LEAST = 0.5  # seconds for one search
_MENDING = 0.3  # of the time, at most


@dataclass(frozen=True)
class Replanned:
    """A world planned again.

    `kept`: the plan as it is, where the world's rules allow it. `held`: its cost holds what differing
    assignments cost more. `cheapest`: with a bound on every plan's cost; None where the plan as it is
    is not allowed, so that there is nothing to hold against it.
    """

    world: World
    held: Outcome
    cheapest: Outcome | None
    kept: Bools | None

    @property
    def proven(self) -> bool:
        """Whether every plan made is the best."""
        return all(outcome.ending is Ending.BEST for outcome in (self.held, self.cheapest) if outcome)


def leads(agency: Agency, plan: Plan) -> dict[str, str]:
    """Return who leads each case once a plan is followed, open cases too."""
    now = {assignment.case: assignment.worker for assignment in agency.assignments}
    return now | {proposed.case: proposed.worker for proposed in plan.assignments}


def allowed(world: World, plan: Plan) -> Bools | None:
    """Return the arcs of a plan where it keeps every rule of a world, else None.

    An open case that the plan moves may not be to move in this world: that breaks a rule too.
    """
    if any(proposed.case not in world.problem.case_at for proposed in plan.assignments):
        return None
    chosen = world.program.chosen(world.problem, plan)
    return None if chosen is None or world.program.broken(chosen) else chosen


def replanned(world: World, plan: Plan, seconds: float) -> Replanned:
    """Return a world planned again beside the plan as it is, within some seconds."""
    clock = Clock(seconds)
    program, problem = world.program, world.problem
    lead, kept = leads(world.agency, plan), allowed(world, plan)
    holding = held(program, problem, lead, same_cost(problem))
    if kept is None:
        wanted = np.flatnonzero(alike(program, problem, lead))
        begin = mended(holding, wanted, Clock(seconds * _MENDING))
        return Replanned(world, _in_two_goes(holding, begin, clock), None, None)
    second = search(holding, max(_LEAST, clock.left() / 2), kept)
    first = search(program, max(_LEAST, clock.left()), kept if second.chosen is None else second.chosen)
    return Replanned(world, second, first, kept)


def _in_two_goes(program: Program, begin: Bools, clock: Clock) -> Outcome:
    """Return what a search finds that begins again with what it found.

    Where coverage is hard, the first go spends its time on it, and the second makes the plan cheaper.
    """
    first = search(program, max(_LEAST, clock.left() / 2), begin)
    if first.ending is not Ending.GOOD:
        return first
    second = search(program, max(_LEAST, clock.left()), first.chosen)
    return replace(second, bound=max(first.bound or 0, second.bound or 0))


def same_cost(problem: Problem) -> int:
    """Return what the policy calls about the same, in cost points, but at least one."""
    return max(1, problem.agency.policy.same_cost_below * COST_POINTS_PER_STS_POINT // 1000)


def held(program: Program, problem: Problem, lead: Leads, extra: int) -> Program:
    """Return the program in which each case costs more with another lead than the one it has."""
    cost = program.cost + extra * _differ(program, problem, lead)
    more = len(Role) * len(problem.cases) ** 2 * extra  # so that coverage outranks the rest as before
    return replace(program, cost=cost, step=program.step + more)


def alike(program: Program, problem: Problem, lead: Leads) -> Bools:
    """Return the lead arcs that give every case of their item to the lead it has."""
    same: Bools = (program.item >= 0) & (_differ(program, problem, lead) == 0)
    return same


def _differ(program: Program, problem: Problem, lead: Leads) -> Ints:
    """Return how many cases each lead arc gives to another than their lead, shape (arcs,)."""
    has = np.array([problem.worker_at.get(lead.get(case.id, ""), NOBODY) for case in problem.cases])
    differ = np.zeros(program.arcs, dtype=np.int64)
    for arc in np.flatnonzero(program.item >= 0).tolist():
        differ[arc] = (has[list(program.items[program.item[arc]])] != program.worker[arc]).sum()
    return differ
