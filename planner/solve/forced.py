"""What it would cost a plan to give an item to a worker it did not choose.

The answer is an interval: below by the relaxation (bound of the lines plus the arc's reduced cost),
above by a plan found with the arc forced. Where the interval says too little, the whole program is
searched again with the arc forced.
"""

import numpy as np

from planner.program import Program
from planner.rule import Bools
from planner.solve.clock import Clock
from planner.solve.engines import Found
from planner.solve.insertion import Insertion
from planner.solve.relaxation import SCALE, Relaxation
from planner.solve.search import least_weight_left, search, tightened


class Forced:
    """Forced costs beside a given plan of a program."""

    def __init__(self, program: Program, chosen: Bools, seconds: float) -> None:
        """Prepare the relaxation at the coverage of the given plan."""
        self.program, self.chosen = program, chosen
        self.cost = program.total(chosen)
        self._left = program.left(chosen)
        covered = int(program.left_weight.sum()) - self._left
        self._lines = Found(None, None, -np.inf)
        if least_weight_left(program, chosen, seconds) == self._left:
            self._lines = tightened(Relaxation(program, least_covered=covered), Clock(seconds))

    def interval(self, arc: int) -> tuple[int, float]:
        """Return the least and the most that forcing an arc can add to the cost of the plan."""
        return self._least(arc), self._most(arc)

    def exactly(self, arc: int, seconds: float) -> tuple[int, float]:
        """Return the interval after searching the whole program again with the arc forced."""
        least, most = self.interval(arc)
        outcome = search(self.program.forced(arc), seconds)
        if outcome.bound is not None:
            least = max(least, outcome.bound - self.cost)
        if outcome.cost is not None:
            most = min(most, outcome.cost - self.cost)
        return least, most

    def _least(self, arc: int) -> int:
        """Whatever else moves, no plan with the arc is cheaper than z + reduced cost.

        Known only where the given plan's coverage is proven the best there is.
        """
        if self._lines.reduced is None:
            return -self.cost
        bound = (self._lines.bound + max(0.0, float(self._lines.reduced[arc]))) * SCALE
        return int(np.floor(bound)) + self.program.step * self._left - self.cost

    def _most(self, arc: int) -> float:
        """Return the cost of one plan with the arc: the rest stays, or is given out again."""
        program = self.program
        item, worker = int(program.item[arc]), program.worker[arc]
        for free_worker in (False, True):
            kept = Insertion(program)
            moved = [item]
            for other in np.flatnonzero(self.chosen & (program.item >= 0)):
                its_item = int(program.item[other])
                if its_item == item:
                    continue
                if free_worker and program.worker[other] == worker:
                    moved.append(its_item)
                    continue
                kept.put(program.with_supports(self.chosen, int(other)))
            option = next((o for o in kept.options(item) if o.lead == arc), None)
            if option is None:
                continue
            kept.put(option.arcs)
            for its_item in moved[1:]:
                options = kept.options(its_item)
                if not options:
                    break
                kept.put(options[0].arcs)
            else:
                return program.total(kept.chosen) - self.cost
        return np.inf
