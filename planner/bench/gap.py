"""A generalised assignment file: every job to one agent within its capacity, as cheaply as can be."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from planner.bench.numbers import Numbers
from planner.bench.straight import UNIT, straight
from planner.problem.arrays import Ints
from planner.program import Program
from planner.program.parts import ArcLocal
from planner.solve import search as searching
from planner.solve.clock import Clock
from planner.solve.outcome import Ending


@dataclass(frozen=True)
class GapFile:
    """What the file says: `cost` and `use` by (agent, job), `room` by agent."""

    name: str
    cost: Ints
    use: Ints
    room: Ints


class GapAnswer(BaseModel):
    """The cheapest assignment found: the agent of each job from 0, its cost, and a bound."""

    model_config = ConfigDict(frozen=True)

    instance: str
    cost: int | None
    bound: int | None
    seconds: float
    assignment: list[int]
    ending: Ending


def read_gap(path: Path) -> GapFile:
    """Return what a file says: `m n`, m rows of n costs, m rows of n uses, m capacities.

    Raises
    ------
    PlannerError
        Something else stands there.
    """
    numbers = Numbers(path)
    agents, jobs = numbers.next("agents", 1), numbers.next("jobs", 1)
    cost = numbers.several(agents * jobs, "costs")
    use = numbers.several(agents * jobs, "uses")
    room = numbers.several(agents, "capacities")
    numbers.end()
    shape = (agents, jobs)
    return GapFile(path.name, np.reshape(cost, shape), np.reshape(use, shape), np.array(room))


def program_of(gap: GapFile) -> Program:
    """Return the program: an item a job, an arc a pair that fits, a local of one column."""
    agent, job = np.nonzero(gap.use <= gap.room[:, None])
    return straight(
        item=job,
        worker=agent,
        shape=(gap.cost.shape[1], gap.cost.shape[0]),
        cost=gap.cost[agent, job] * UNIT,
        local=ArcLocal(
            ("capacity",), gap.use[agent, job][:, None], np.arange(len(job)), gap.room[:, None]
        ),
    )


def solve_gap(gap: GapFile, clock: Clock) -> GapAnswer:
    """Return the best assignment found before the clock runs out."""
    seconds = clock.left()
    program = program_of(gap)
    outcome = searching.search(program, max(0.1, clock.left()))
    assignment = np.full(len(program.items), -1)
    if outcome.chosen is not None:
        taken = np.flatnonzero(outcome.chosen)
        assignment[program.item[taken]] = program.worker[taken]
    return GapAnswer(
        instance=gap.name,
        cost=None if outcome.cost is None else outcome.cost // UNIT,
        bound=None if outcome.bound is None else -(-outcome.bound // UNIT),
        seconds=round(seconds - clock.left(), 2),
        assignment=assignment.tolist() if outcome.chosen is not None else [],
        ending=outcome.ending,
    )
