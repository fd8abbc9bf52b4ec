"""One program solved: the best plan known, what is proven of it, and both as numbers to compare."""

from dataclasses import dataclass

from planner.domain import Plan
from planner.pipeline import Side
from planner.problem.arrays import Bools
from planner.program import Program
from planner.solve.clock import Clock
from planner.solve.outcome import Ending
from planner.solve.search import search


@dataclass(frozen=True)
class Solved:
    """The cheapest plan known of a program, and the least that any plan leaves and costs there.

    `rest_bound` holds for plans that leave no more than `least_left`; 0 where the plan leaves more.
    """

    side: Side
    program: Program
    chosen: Bools
    least_left: int
    rest_bound: int
    proven: bool

    @property
    def plan(self) -> Plan:
        """It as a plan."""
        return self.program.plan(self.side.problem, self.chosen)

    @property
    def left(self) -> int:
        """The weight it leaves."""
        return self.program.left(self.chosen)

    @property
    def rest(self) -> int:
        """What it costs in all goals but coverage."""
        return self.program.rest(self.chosen)

    @property
    def left_proven(self) -> bool:
        """Whether no plan leaves less."""
        return self.left <= self.least_left

    def cost(self, step: int) -> int:
        """Return what it costs where one weight left costs a step."""
        return step * self.left + self.rest

    def bound(self, step: int) -> int:
        """Return what any plan costs at least where one weight left costs a step."""
        return min(self.cost(step), step * self.least_left + self.rest_bound)


def solved(side: Side, program: Program, clock: Clock, start: Bools | None = None) -> Solved | None:
    """Return the best plan found within a clock, beginning from one; None where none was found.

    A plan to begin from is kept where none is cheaper.
    """
    if start is not None and program.broken(start):
        start = None
    found = search(program, clock, start)
    if found.chosen is None or found.bound is None:
        return None
    chosen = found.chosen
    if start is not None and program.total(start) <= program.total(chosen):
        chosen = start
    least_left, rest_bound = divmod(found.bound, program.step)
    return Solved(side, program, chosen, least_left, rest_bound, found.ending is Ending.BEST)
