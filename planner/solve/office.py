"""What is fairest for the workers of one office, when everybody else keeps what a plan gives them."""

from dataclasses import dataclass

import numpy as np

from planner.problem import Problem
from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.solve.clock import Clock
from planner.solve.leximin import Fairest, fairest
from planner.solve.piece import piece, together
from planner.solve.slots import Burdens

_GOAL = "even-burden"


@dataclass(frozen=True)
class Redivided:
    """A plan in which one office has shared out its cases anew.

    `shares`: of all the office's workers, greatest first; `proven`: so many of the greatest are as small
    as can be; `cheapest`: whether no plan with the same shares costs less.
    """

    chosen: Bools
    shares: tuple[int, ...]
    proven: int
    cheapest: bool


@dataclass(frozen=True)
class Office:
    """Some workers, by place, and the budget that a share is of, of every worker, shape (workers,)."""

    workers: Ints
    usual: Ints

    def burdens(self, program: Program, mine: Ints) -> Burdens:
        """Return what some of its workers carry in a program: the load that even-burden measures."""
        curve = next(curve for curve in program.curves if curve.goal == _GOAL)
        load, start, usual = (table.astype(np.int64) for table in (curve.load, curve.start, self.usual))
        return Burdens(load, program.worker, mine, start, usual)  # wide enough for a thousand times it

    def shares(self, program: Program, chosen: Bools) -> tuple[int, ...]:
        """Return its workers' shares under a plan, thousandths rounded up, greatest first."""
        shares = self.burdens(program, self.workers).shares(chosen)
        return tuple(np.sort(shares)[::-1].tolist())


def redivided(
    problem: Problem, program: Program, chosen: Bools, office: Office, limit: Clock | float
) -> Redivided:
    """Return the plan whose shares of an office are leximin, at the same coverage, then the cheapest.

    Everybody else keeps what a plan gives them. Workers of the office whom no case can be given to count
    among its shares as they are.
    """
    ours = np.isin(program.worker, office.workers)
    kept, free = chosen & ~ours, np.flatnonzero(ours)
    part = piece(program, kept, free)
    found = fairest(part, office.burdens(part, np.unique(part.worker)), chosen[free], limit)
    whole = together(kept, free, found.chosen)
    as_told = program.chosen(problem, program.plan(problem, whole))  # a bundle's cases as its arc
    shares = office.shares(program, whole)
    return Redivided(
        whole if as_told is None else as_told, shares, _proven(found, shares), found.cheapest
    )


def _proven(found: Fairest, shares: tuple[int, ...]) -> int:
    """Return how many of an office's greatest shares are proven, those that cannot change among them."""
    if found.settled == len(found.shares):
        return len(shares)
    return sum(share > found.shares[found.settled] for share in shares)
