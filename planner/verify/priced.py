"""Is there a plan that costs so much at most? The checker's own search, exact in whole numbers.

Each worker takes one set of arcs or none, so that a plan is a choice of sets for which every row holds.
Prices of the rows bound every plan from below, whoever made them: here a linear program over few sets
makes them, and they are rounded to whole thousandths. A plan that costs `most` at most can only use sets
whose reduced cost is above their worker's least by no more than `most` is above the bound. All of
those are listed, and CP-SAT chooses among them. No floating point number decides anything.
"""

from collections.abc import Collection
from dataclasses import dataclass
from time import monotonic

import numpy as np

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.verify.engine import Answer, Ending, choose, choose_arcs
from planner.verify.many import Many, of_several
from planner.verify.master import Shares, shares
from planner.verify.rows import rows_of
from planner.verify.sets import MILLIS, OneWorker, Sets, TooManySets, joined

_HALF = 0.5
_ROUNDS = 80
_NEW_SETS = 8  # of a worker in a round
_CLOSE = 2e-6  # of the cost, between a bound and the linear program's value
_MOST_LISTED = 150_000  # of all workers; with more, a forced program is priced by itself
_FEW_ARCS = 60  # are written out
_FIRST = 5_000  # cost points above a bound that are looked at first


@dataclass(frozen=True)
class _Bound:
    """Whole prices, what they pay for each arc, each worker's least, and the bound, in thousandths."""

    paid: Ints
    pays: int
    least: dict[int, int]

    @property
    def whole(self) -> int:
        return self.pays + sum(self.least.values())


class Priced:
    """Questions about the plans of a program in which some cases are all given to somebody."""

    def __init__(
        self,
        program: Program,
        must: Collection[int],
        covered: int = 0,
        known: Bools | None = None,
        start: Many | None = None,
    ) -> None:
        """`must`: cases given in every plan; `covered`: the least weight covered; `known`: a plan."""
        self.program, self._must, self._covered = program, frozenset(must), covered
        self.rows = rows_of(program, self._must, covered)
        order = np.argsort(program.worker, kind="stable")
        ends = np.searchsorted(program.worker[order], np.arange(program.workers + 1))
        mine = [order[ends[w] : ends[w + 1]] for w in range(program.workers)]
        self._workers = {w: OneWorker(program, w, arcs) for w, arcs in enumerate(mine) if len(arcs)}
        self._pool = self._beginning(known) if start is None else start
        self._bound: _Bound | None = None
        self._listed: tuple[int, Many] | None = None
        self._forced: dict[int, Priced] = {}
        self._plan: Bools | None = None  # the cheapest known
        self._cost = 0

    def within(self, most: int, seconds: float, *, cheapest: bool = False) -> Answer:
        """Return whether a plan's rest is `most` at most; with `cheapest`, the cheapest such plan."""
        ends = monotonic() + seconds
        try:
            if self.program.arcs > _FEW_ARCS:
                bound = self._priced(ends, most, cheapest=cheapest)
                if self._is_known(most, cheapest=cheapest):
                    return Answer(Ending.FOUND, self._plan, cheapest)
                if bound is None or bound.whole > most * MILLIS:
                    return Answer(Ending.OPEN if bound is None else Ending.NONE)
                return self._nearer_and_nearer(bound, most, ends, cheapest=cheapest)
        except TooManySets:
            pass
        left = ends - monotonic()
        return choose_arcs(self.program, self.rows, left, most, cheapest=cheapest)

    def forced(self, arc: int, most: int, seconds: float, *, cheapest: bool = False) -> Answer:
        """Return the same of the plans in which the item of a lead arc goes to its worker."""
        ends = monotonic() + seconds
        rivals = self.program.rivals(arc)
        if arc not in self._forced:
            near = None
            if self.program.arcs > _FEW_ARCS:
                bound = self._priced(ends)
                if bound is None:
                    return Answer(Ending.OPEN)
                worker = int(self.program.worker[arc])
                giving = np.flatnonzero(self.program.giving(arc))
                least, near = self._workers[worker].least_with(bound.paid, giving, _NEW_SETS)
                if least is None or bound.whole - bound.least[worker] + least > most * MILLIS:
                    return Answer(Ending.NONE)
            self._forced[arc] = self._with(arc, rivals, near)
        found = self._forced[arc].within(most, ends - monotonic(), cheapest=cheapest)
        if found.chosen is None:
            return found
        chosen = np.zeros(self.program.arcs, dtype=bool)
        chosen[np.flatnonzero(~rivals)[found.chosen]] = True
        return Answer(found.ending, chosen, found.cheapest)

    def _with(self, arc: int, rivals: Bools, near: Sets | None) -> "Priced":
        """Return the same questions of the program without an arc's rivals, begun from what is known."""
        pool = self._pool
        if near is not None:
            pool = Many(
                np.append(pool.worker, np.full(len(near.cost), self.program.worker[arc])),
                joined([pool.sets, near]),
            )
        taken = np.asarray((rivals[pool.sets.arcs] & (pool.sets.arcs >= 0)).any(axis=1))
        pool = pool.only(~taken)
        places = np.cumsum(~rivals) - 1
        arcs = np.where(pool.sets.arcs >= 0, places[pool.sets.arcs], -1)
        start = Many(pool.worker, Sets(arcs, pool.sets.cost, pool.sets.reduced))
        return Priced(self.program.only(~rivals), self._must, self._covered, start=start)

    def _nearer_and_nearer(self, bound: _Bound, most: int, ends: float, *, cheapest: bool) -> Answer:
        """Return the answer, looking first for plans close above the bound."""
        least = -(-bound.whole // MILLIS)
        above = _FIRST
        while least + above < most:
            found = self._among(self._all(bound, least + above), bound, least + above, ends, cheapest)
            if found.ending is not Ending.NONE:
                return found
            above *= 4
        return self._among(self._all(bound, most), bound, most, ends, cheapest)

    def _beginning(self, known: Bools | None) -> Many:
        """Return every arc alone, and the sets of a plan."""
        parts = []
        for worker, one in self._workers.items():
            alone = np.arange(len(one.arcs))
            cost = np.array([one.cost(alone[[place]]) for place in alone], dtype=np.int64)
            parts.append((worker, Sets(one.arcs[:, None], cost, cost * 0)))
            mine = alone[:0] if known is None else np.flatnonzero(known[one.arcs])
            if len(mine) > 1:
                cost = np.array([one.cost(mine)])
                parts.append((worker, Sets(one.arcs[mine][None, :], cost, cost * 0)))
        return of_several(parts)

    def _priced(self, ends: float, most: int | None = None, *, cheapest: bool = True) -> _Bound | None:
        """Return a bound as good as prices give; None where time is over before.

        A bound above `most` is enough, and so is a plan at `most` unless the cheapest is asked for.
        """
        if self._bound is not None:
            return self._bound
        best: _Bound | None = None
        for _ in range(_ROUNDS):
            found = shares(self._pool, self.rows, self.program.workers)
            self._consider(found)
            if self._is_known(most, cheapest=False) and not cheapest:
                return best
            bound, better = self._by(found)
            if best is None or bound.whole > best.whole:
                best = bound
            if most is not None and best.whole > most * MILLIS:
                return best
            if not better or found.value * MILLIS - best.whole <= _CLOSE * abs(found.value) * MILLIS:
                break
            if monotonic() > ends:
                return None
            self._pool = of_several([(-1, self._pool.sets), *better])
            self._pool.worker[:] = self.program.worker[self._pool.sets.arcs[:, 0]]
        self._bound = best
        return best

    def _consider(self, found: Shares) -> None:
        """Keep what a linear program takes whole, if it is a plan and cheaper than the one known."""
        whole = np.flatnonzero(found.share > _HALF)
        chosen = self._pool.arcs(whole, self.program.arcs)
        cost, activity = (
            int(self._pool.sets.cost[whole].sum()),
            self.rows.table @ chosen.astype(np.int64),
        )
        alone = len(np.unique(self._pool.worker[whole])) == len(whole)
        holds = bool(((activity >= self.rows.lower) & (activity <= self.rows.upper)).all())
        if alone and holds and (self._plan is None or cost < self._cost):
            self._plan, self._cost = chosen, cost

    def _is_known(self, most: int | None, *, cheapest: bool) -> bool:
        """Return whether a plan is known at such a cost; with `cheapest`, and none can be cheaper."""
        if most is None or self._plan is None or self._cost > most:
            return False
        bound = self._bound
        return not cheapest or (bound is not None and (self._cost - 1) * MILLIS < bound.whole)

    def _by(self, found: Shares) -> tuple[_Bound, list[tuple[int, Sets]]]:
        """Return the bound that whole prices prove, and sets to add."""
        of_rows, of_workers = found.of_rows, found.of_workers
        sides = np.where(of_rows > 0, self.rows.lower, self.rows.upper)
        paid = np.asarray(self.rows.table.T @ of_rows)
        least, better = {}, []
        for worker, one in self._workers.items():
            least[worker], near = one.least(paid, _NEW_SETS)
            gains = near.only(np.flatnonzero(near.reduced < of_workers[worker] - 1))
            if len(gains.cost):
                better.append((worker, gains))
        return _Bound(paid, int(of_rows @ sides), least), better

    def _all(self, bound: _Bound, most: int) -> Many:
        """Return all sets that a plan at such a cost can use."""
        window = max(0, most * MILLIS - bound.whole)
        if self._listed is None or self._listed[0] < window:
            wide, parts, count = window * 5 // 4, [], 0
            for worker, one in self._workers.items():
                found = one.upto(bound.paid, bound.least[worker] + wide)
                parts.append((worker, found))
                count += len(found.cost)
                if count > _MOST_LISTED:
                    raise TooManySets
            self._listed = wide, of_several(parts)
        return self._listed[1]

    def _among(self, listed: Many, bound: _Bound, most: int, ends: float, cheapest: bool) -> Answer:
        """Return the answer among some sets: those of them that a plan at such a cost can use."""
        least = np.zeros(self.program.workers, dtype=np.int64)
        least[list(bound.least)] = list(bound.least.values())
        near = listed.sets.reduced - least[listed.worker] <= most * MILLIS - bound.whole
        few, left = listed.only(near), ends - monotonic()
        table = few.columns(self.rows)
        found = choose(table, self.rows, few.worker, few.sets.cost, most, left, cheapest=cheapest)
        if found.chosen is None:
            return found
        chosen = few.arcs(np.flatnonzero(found.chosen), self.program.arcs)
        return Answer(found.ending, chosen, found.cheapest)
