"""What it would cost a plan to give an item to a worker it did not choose, the same items covered.

The answer is the cost of a plan that does so: the cheaper of two, one found by moving only what is in
the way, one by solving again over the patterns nearest to the best. Where neither covers the same
items, the whole program is searched with the arc forced.
"""

from collections.abc import Collection

import numpy as np

from planner.problem.arrays import Bools
from planner.program import Program
from planner.solve.columns import close
from planner.solve.engines import solve_whole
from planner.solve.generation import Known, lines_at
from planner.solve.insertion import Insertion
from planner.solve.one_worker import Effort, least_reduced
from planner.solve.patterns import Patterns
from planner.solve.relaxation import whole
from planner.solve.search import search

_WORKER_SECONDS = 1.0
_WORKER_GAP = 1e-3
_COLUMNS = 2_500


class Forced:
    """Forced costs beside a given plan, among the items that stay covered."""

    def __init__(self, program: Program, items: Collection[int], chosen: Bools, seconds: float) -> None:
        """Prepare the relaxation in which all the items are covered."""
        self.program, self.chosen = program, chosen
        self._rest = program.rest(chosen)
        base = [item for item in items if item < len(program.items) - program.bundles]
        self._covered = int(program.left_weight[base].sum())
        self._master, self._lines = lines_at(program, self._covered, Known(chosen), seconds, close)

    def cost(self, arc: int, seconds: float) -> float:
        """Return what a plan with the arc costs more than the given one; infinite if none is known."""
        cost = min(self._inserted(arc), self._searched(arc, self._with_arc(arc)))
        if np.isinf(cost) and seconds > 0:
            outcome = search(self.program.forced(arc), seconds)
            if outcome.chosen is not None:
                forced = self.program.only(self.program.kept_when_forced(arc))
                if int(forced.covers[outcome.chosen].sum()) == self._covered:
                    cost = float(forced.rest(outcome.chosen) - self._rest)
        return cost

    def _more(self, chosen: Bools) -> float:
        program = self.program
        same = int(program.covers[chosen].sum()) == self._covered
        return program.rest(chosen) - self._rest if same and not program.broken(chosen) else np.inf

    def _with_arc(self, arc: int) -> Patterns:
        """Return the arc alone and the best pattern of its worker that holds it."""
        lines, pricing = self._lines, self._master.pricing
        alone = pricing.set_of(np.array([arc]))
        if lines is None:
            return alone
        worker = int(self.program.worker[arc])
        effort = Effort(_WORKER_SECONDS, _WORKER_GAP)
        arcs, _ = least_reduced(pricing, worker, lines.paid, effort, must=arc)
        return alone.and_also(pricing.set_of(arcs)) if len(arcs) else alone

    def _searched(self, arc: int, with_arc: Patterns) -> float:
        """Return what the best plan over the known patterns costs when the item goes with the arc."""
        program, lines = self.program, self._lines
        if lines is None:
            return np.inf
        rivals = np.flatnonzero(program.rivals(arc))
        columns = self._master.nearest(lines, _COLUMNS).and_also(with_arc)
        columns = columns.and_also(self._master.pricing.of_plan(self.chosen))
        columns = columns.only(np.flatnonzero(~np.isin(columns.arcs, rivals).any(axis=1)))
        found = solve_whole(self._master.matrix(columns), _WORKER_SECONDS, _WORKER_GAP)
        if found.amount is None:
            return np.inf
        return self._more(self._master.plan(columns, whole(found.amount)))

    def _inserted(self, arc: int) -> float:
        """Return the cost of one plan with the arc: the rest stays, or is given out again."""
        program = self.program
        item, worker = int(program.item[arc]), program.worker[arc]
        rivals = program.rivals(arc)
        for free_worker in (False, True):
            kept = Insertion(program)
            moved = [item]
            for other in np.flatnonzero(self.chosen & (program.item >= 0)):
                its_item = int(program.item[other])
                if rivals[other]:
                    rest = set(program.items[its_item]) - set(program.items[item])
                    moved.extend(program.items.index((case,)) for case in sorted(rest))
                    continue
                if free_worker and program.worker[other] == worker:
                    moved.append(its_item)
                    continue
                kept.put(program.with_helpers(self.chosen, int(other)))
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
                return self._more(kept.chosen)
        return np.inf
