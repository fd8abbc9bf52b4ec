"""What it would cost a plan to give an item to a worker it did not choose, the same items covered.

The relaxation in which all the items are covered is solved once, over patterns, and pays z. A plan with
the arc costs at least z and what the best pattern of its worker with the arc is beyond the least that
prices allow that worker. Where that and a plan found by moving what is in the way are not near enough,
the relaxation is solved again without the arcs that give the item otherwise, beginning from the patterns
it had; then whole over those that a cheaper plan could have.
"""

from collections.abc import Callable, Collection
from copy import copy
from dataclasses import dataclass, replace

import numpy as np

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.program.certificate import Prices
from planner.solve.clock import Clock
from planner.solve.columns import close
from planner.solve.engines import solve_whole
from planner.solve.generation import Known, lines_at, solve_master
from planner.solve.insertion import Insertion
from planner.solve.master import Lines, Master
from planner.solve.one_worker import Effort, least_reduced
from planner.solve.patterns import Patterns, Wanted
from planner.solve.prices import MILLIS, prices_of_rest
from planner.solve.relaxation import SCALE, whole
from planner.solve.search import search

_SECONDS = 0.5  # of each whole program over patterns
_GAP = 1e-7  # to which the engine solves
_FEW, _NEAR, _MOST = 600, 400, 3_000  # patterns: before pricing, after it, and for the proof
_ROUGH = 1e-4  # of the value
_EXACT = 1.0  # cost points: costs are whole
_DEAR = 10.0  # times what any arc costs alone: one weight less covered, where no plan is known


@dataclass(frozen=True)
class Cheapest:
    """The cheapest plan known that gives an item to a worker, and how much more it costs.

    `more` is infinite and `chosen` None where none is known; any such plan costs at least `least` more,
    as the prices in `proof` say, where there are any.
    """

    chosen: Bools | None
    more: float
    least: float
    proof: Prices | None = None  # of the program with the arc forced


Enough = Callable[[float, float], bool]  # of what it costs more at least, and at most


def exactly(least: float, more: float) -> bool:
    """Whether it is known to the cost point."""
    return more - least < _EXACT


def _roughly(value: float, bound: float) -> bool:
    """Whether a bound will do for all workers: where it does not, it is proven again for one."""
    return value - bound <= _ROUGH * abs(value)


class Forced:
    """Forced costs beside a given plan, among the items that stay covered."""

    def __init__(self, program: Program, items: Collection[int], chosen: Bools, seconds: float) -> None:
        """Prepare the relaxation in which all the items are covered."""
        self.program, self.chosen = program, chosen
        self._rest = program.rest(chosen)
        base = [item for item in items if item < len(program.items) - program.bundles]
        self._covered = int(program.left_weight[base].sum())
        self.master, self.lines = lines_at(program, self._covered, Known(chosen), seconds, _roughly)

    def cheapest(self, arc: int, seconds: float, enough: Enough = exactly) -> Cheapest:
        """Return the cheapest plan that gives an arc's item to its worker, as near as is enough.

        Found by moving only what is in the way, then over the patterns that matter. Where neither gives
        any, the whole program is searched with the arc forced.
        """
        best = self._inserted(arc)
        if self.lines is not None and np.isfinite(self.lines.value):
            best = self._over_patterns(arc, best, self.lines, enough)
        if best.chosen is None and seconds > 0 and np.isfinite(best.least):
            outcome = search(self.program.forced(arc), seconds)
            if outcome.chosen is not None:
                chosen = np.zeros(self.program.arcs, dtype=bool)
                chosen[np.flatnonzero(self.program.kept_when_forced(arc))[outcome.chosen]] = True
                best = self._better(best, chosen)
        return best

    def _better(self, best: Cheapest, chosen: Bools) -> Cheapest:
        """Return the better of what is known and a plan, if that covers the same and keeps the rules."""
        program = self.program
        if int(program.covers[chosen].sum()) != self._covered or program.broken(chosen):
            return best
        more = float(program.rest(chosen) - self._rest)
        return replace(best, chosen=chosen, more=more) if more < best.more else best

    def _over_patterns(self, arc: int, best: Cheapest, lines: Lines, enough: Enough) -> Cheapest:
        program, worker = self.program, int(self.program.worker[arc])
        giving = np.flatnonzero(program.giving(arc))
        effort = Effort(_SECONDS, _GAP)
        pricing = self.master.pricing
        mine = [least_reduced(pricing, worker, lines.paid, effort, g) for g in giving.tolist()]
        beyond = max(0.0, min(bound for _, bound in mine) - float(lines.least[worker]))
        if np.isinf(beyond):
            return Cheapest(None, np.inf, np.inf)
        proof = prices_of_rest(self.master, lines)
        forced = (len(self.program.lower), int(beyond * MILLIS))  # the row of the arc comes last
        proof = proof.model_copy(update={"links": (*proof.links, forced)})
        best = replace(best, least=lines.value + beyond - self._rest, proof=proof)
        if enough(best.least, best.more):
            return best
        again = self._without(np.flatnonzero(program.rivals(arc)), best)
        few = again.nearest(lines, _FEW)
        if best.chosen is not None:
            few = few.and_also(pricing.of_plan(best.chosen))
        for arcs in (*(arcs for arcs, _ in mine if len(arcs)), giving[:1]):
            again.add(pricing.set_of(arcs))
            few = few.and_also(pricing.set_of(arcs))
        best, _ = self._solved(again, best, few)
        return best if enough(best.least, best.more) else self._priced_again(again, best, enough)

    def _without(self, rivals: Ints, best: Cheapest) -> Master:
        """Return the master in which some arcs are not there, with the patterns found before."""
        pricing = copy(self.master.pricing)
        pricing.alone = pricing.alone.copy()
        pricing.alone[rivals] = np.inf
        known = self.master.columns
        if best.chosen is not None:
            known = known.and_also(pricing.of_plan(best.chosen))
        apart = ~np.isin(known.arcs, rivals).any(axis=1)
        dear = _DEAR * float(self.master.pricing.alone.max(initial=1.0))
        missed = dear if best.chosen is None else None
        return Master(self.program, self._covered, pricing, known.only(np.flatnonzero(apart)), missed)

    def _priced_again(self, master: Master, best: Cheapest, enough: Enough) -> Cheapest:
        """Return what is known once the relaxation with the arc is solved, then whole over patterns."""

        def near_enough(value: float, bound: float) -> bool:
            return close(value, bound) or enough(bound - self._rest, best.more)

        lines = solve_master(master, Clock(_SECONDS), near_enough)
        if lines is None:
            return best
        if lines.value - self._rest > best.least:
            best = replace(best, least=lines.value - self._rest, proof=prices_of_rest(master, lines))
        if enough(best.least, best.more):
            return best
        best, _ = self._solved(master, best, master.nearest(lines, _NEAR))
        wide = best.more - (lines.value - self._rest)
        if enough(best.least, best.more) or not np.isfinite(wide):
            return best
        wanted = Wanted(wide, lines.short, total=_MOST)
        listed, crowded = master.pricing.below(lines.paid, lines.worker_paid, wanted)
        if len(crowded) or len(listed) > _MOST:
            return best
        best, proven = self._solved(master, best, listed)
        return replace(best, least=max(best.least, min(proven, best.more)))

    def _solved(self, master: Master, best: Cheapest, columns: Patterns) -> tuple[Cheapest, float]:
        """Return the better of what is known and the best over some patterns, and their bound."""
        found = solve_whole(master.matrix(columns), _SECONDS, _GAP)
        if found.impossible:
            return best, np.inf
        if found.amount is not None:
            best = self._better(best, master.plan(columns, whole(found.amount)))
        return best, found.bound * SCALE - self._rest

    def _inserted(self, arc: int) -> Cheapest:
        """Return the better of two plans with the arc: the rest stays, or is given out again."""
        program = self.program
        best = Cheapest(None, np.inf, -np.inf)
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
                best = self._better(best, kept.chosen)
        return best
