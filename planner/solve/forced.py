"""What it would cost a plan to give an item to a worker it did not choose.

The answer is an interval. Below: the relaxation over patterns, with the worker's best pattern that
holds the arc in place of the best of all. Above: the cheaper of two plans found with the arc forced,
one by moving only what is in the way, one by solving again over the patterns nearest to the best.
"""

import numpy as np

from planner.program import Program
from planner.rule import Bools
from planner.solve.columns import lines_at
from planner.solve.engines import solve_whole
from planner.solve.insertion import Insertion
from planner.solve.one_worker import Effort, least_reduced
from planner.solve.patterns import Patterns
from planner.solve.relaxation import whole
from planner.solve.search import search

_WORKER_SECONDS = 1.0
_WORKER_GAP = 1e-3
_COLUMNS = 2_500


class Forced:
    """Forced costs beside a given plan, which covers every item the program can cover."""

    def __init__(self, program: Program, chosen: Bools, seconds: float) -> None:
        """Prepare the relaxation at the coverage of the given plan."""
        self.program, self.chosen = program, chosen
        self.cost = program.total(chosen)
        self._left = program.left(chosen)
        self._master, self._lines = lines_at(program, chosen, seconds)

    def interval(self, arc: int) -> tuple[float, float]:
        """Return the least and the most that forcing an arc can add to the cost of the plan.

        Whatever else moves, no plan with the arc costs less than z, less the price of the worker, plus
        the best pattern that holds the arc.
        """
        with_arc, reduced = self._with_arc(arc)
        least = -float(self.cost)
        if self._lines is not None:
            rest = self._lines.value + max(0.0, reduced)
            least += rest + self.program.step * self._left
        return least, min(self._inserted(arc), self._searched(arc, with_arc))

    def exactly(self, arc: int, seconds: float) -> tuple[float, float]:
        """Return the interval after searching the whole program again with the arc forced."""
        least, most = self.interval(arc)
        outcome = search(self.program.forced(arc), seconds)
        if outcome.bound is not None:
            least = max(least, outcome.bound - self.cost)
        if outcome.cost is not None:
            most = min(most, outcome.cost - self.cost)
        return least, most

    def _with_arc(self, arc: int) -> tuple[Patterns, float]:
        """Return patterns of the arc's worker that hold it, and a bound on their best reduced cost."""
        lines, pricing = self._lines, self._master.pricing
        alone = pricing.set_of(np.array([arc]))
        if lines is None:
            return alone, -np.inf
        worker = int(self.program.worker[arc])
        effort = Effort(_WORKER_SECONDS, _WORKER_GAP)
        arcs, bound = least_reduced(pricing, worker, lines.paid, effort, must=arc)
        patterns = alone.and_also(pricing.set_of(arcs)) if len(arcs) else alone
        return patterns, bound - float(lines.worker_paid[worker])

    def _searched(self, arc: int, with_arc: Patterns) -> float:
        """Return what the best plan over the known patterns costs when the item goes with the arc."""
        program, lines = self.program, self._lines
        if lines is None:
            return np.inf
        rivals = np.flatnonzero((program.item == program.item[arc]) & (np.arange(program.arcs) != arc))
        columns = self._master.nearest(lines, _COLUMNS).and_also(with_arc)
        columns = columns.and_also(self._master.pricing.of_plan(self.chosen))
        columns = columns.only(np.flatnonzero(~np.isin(columns.arcs, rivals).any(axis=1)))
        found = solve_whole(self._master.matrix(columns), _WORKER_SECONDS, _WORKER_GAP)
        if found.amount is None:
            return np.inf
        chosen = np.zeros(program.arcs, dtype=bool)
        arcs = columns.arcs[whole(found.amount)]
        chosen[arcs[arcs >= 0]] = True
        return np.inf if program.broken(chosen) else program.total(chosen) - self.cost

    def _inserted(self, arc: int) -> float:
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
