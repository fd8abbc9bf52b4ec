"""Rotation and fewest open cases, held to the rules: the next with whom all of them hold.

What agencies do today looks at few rules (`planner.solve.baselines`), so its plans break others and
have no cost to compare. Here each case, in the order they came in, goes to the first worker in the same
order with whom every rule holds; helpers are the cheapest there are.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planner.problem import Problem
from planner.problem.arrays import Bools
from planner.program import Program
from planner.solve.insertion import beginning

Pick = Callable[[Iterable[int]], int]  # of the workers who may, the one who takes it


@dataclass(frozen=True)
class Rotation:
    """A line of workers; who takes a case goes to its end."""

    line: list[int]

    def __call__(self, able: Iterable[int]) -> int:
        """Return the first in line."""
        taker = min(able, key=self.line.index)
        self.line.remove(taker)
        self.line.append(taker)
        return taker


@dataclass(frozen=True)
class FewestOpen:
    """How many cases each holds, and their post."""

    held: list[int]
    post: list[float]

    def __call__(self, able: Iterable[int]) -> int:
        """Return who holds the fewest for their post."""
        taker = min(able, key=lambda worker: (self.held[worker] / self.post[worker], worker))
        self.held[taker] += 1
        return taker


def by_rotation(program: Program, problem: Problem) -> Bools:
    """Return the arcs of taking turns."""
    return _one_by_one(program, problem, Rotation(list(range(len(problem.workers)))))


def by_fewest_open(program: Program, problem: Problem) -> Bools:
    """Return the arcs of giving each case to whoever has the fewest open cases for their post."""
    held = [0] * len(problem.workers)
    for assignment in problem.agency.assignments:
        held[problem.worker_at[assignment.worker]] += 1
    return _one_by_one(
        program, problem, FewestOpen(held, [float(worker.fte) for worker in problem.workers])
    )


def _one_by_one(program: Program, problem: Problem, pick: Pick) -> Bools:
    insertion = beginning(program)
    insertion.know()

    def came(item: int) -> tuple[object, str]:
        return min((problem.cases[c].received, problem.cases[c].id) for c in program.items[item])

    alone = range(len(program.items) - program.bundles)
    for item in sorted(alone, key=came):
        options = insertion.options(item)
        if options:
            taker = pick({int(program.worker[option.lead]) for option in options})
            of_taker = (option for option in options if program.worker[option.lead] == taker)
            insertion.put(next(of_taker).arcs)
    return insertion.chosen
