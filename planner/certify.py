"""Is a plan's cost right, and do its prices prove how much better another could be? No solver.

Only the program, the arcs chosen and the certificate are read; everything is counted in whole numbers.
For any price of each row, every plan costs at least what the prices pay for the sides of the rows, plus,
worker by worker, the least that any set of arcs the worker has room for costs less what is paid for it.
That least is found here by branching: arcs are added to a set one by one, and a set is grown no further
where even the arcs that would gain most, as many as there is room for, could not take it below the least
known. Curves are convex, so an arc gains no more in a larger set than in a smaller.
"""

from dataclasses import dataclass

import numpy as np

from planner.problem.arrays import Bools, Ints
from planner.program import Program
from planner.program.certificate import COVERING, Certificate, Prices, fingerprint

MILLIS = 1000  # prices are in thousandths of a cost point
_OPEN = 100  # thousandths that may stay open for a worker; they are taken off the bound
_MOST_SETS = 200_000  # looked at for one worker


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a certificate, if anything, and the bound on the cost that was confirmed."""

    faults: tuple[str, ...]
    cost: int
    bound: int
    said: int  # the bound of the search; what it says beyond the confirmed one rests on an engine

    @property
    def fine(self) -> bool:
        """Whether everything claimed by prices holds."""
        return not self.faults

    @property
    def gap(self) -> int:
        """By how many cost points another plan could be better at most."""
        return max(0, self.cost - self.bound)


def certify(program: Program, chosen: Bools, certificate: Certificate) -> Verdict:
    """Return whether a plan costs what its certificate says, and the bound that its prices prove."""
    if certificate.program != fingerprint(program):
        return Verdict(("The certificate is of another agency, or of other settings.",), 0, 0, 0)
    count, faults = Count(program), []
    left, rest = count.left(chosen), count.rest(chosen)
    cost = program.step * left + rest
    if not count.holds(chosen):
        faults.append("The plan breaks a rule.")
    faults += _unlike("The plan leaves a weight of {}", left, certificate.left, left != certificate.left)
    faults += _unlike("The plan's rest costs {}", rest, certificate.rest, rest != certificate.rest)
    faults += _unlike("The plan costs {}", cost, certificate.bound, certificate.bound > cost)
    if not all(count.fits(each) for each in (certificate.coverage, certificate.cheapest) if each):
        return Verdict((*faults, "The prices do not fit the rows."), cost, 0, certificate.bound)
    least_left, least_rest = count.out_of_reach(), 0
    if certificate.coverage is not None:
        proven = count.proven(-count.covers * COVERING, certificate.coverage, 0, curves=False)
        found = program.weight - (-proven // (COVERING * MILLIS))
        least_left = max(least_left, found)
        said = certificate.coverage.least
        faults += _unlike("Prices prove that a weight of {} is left", max(0, found), said, found < said)
    if certificate.cheapest is not None:
        covered = program.weight - left
        found = count.proven(program.cost, certificate.cheapest, covered, curves=True) // MILLIS
        least_rest = max(least_rest, found)
        said = certificate.cheapest.least
        faults += _unlike("Prices prove that the rest costs {} at least", found, said, found < said)
    bound = program.step * least_left
    if left <= least_left:  # a plan that leaves more costs a whole step more, which outranks the rest
        bound += min(least_rest, program.step)
    return Verdict(tuple(faults), cost, bound, certificate.bound)


def _unlike(what: str, found: int, said: int, wrong: bool) -> list[str]:
    return [f"{what.format(f'{found:,}')}; the certificate says {said:,}."] if wrong else []


class Count:
    """The program in plain whole numbers."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.covers = np.where(program.item >= 0, program.left_weight[program.item], 0)

    def left(self, chosen: Bools) -> int:
        return self.program.weight - int(self.covers[chosen].sum())

    def rest(self, chosen: Bools) -> int:
        """Return what arcs and curves cost."""
        program, cost = self.program, int(self.program.cost[chosen].sum())
        for index, curve in enumerate(program.curves):
            load = np.zeros(program.workers, dtype=np.int64)
            np.add.at(load, program.worker[chosen], curve.load[chosen])
            cost += sum(int(self.curve(index, w, load[w : w + 1])[0]) for w in range(program.workers))
        return cost

    def curve(self, index: int, worker: int, load: Ints) -> Ints:
        """Return what added loads cost a worker: each part between knots at its own slope."""
        curve = self.program.curves[index]
        start, knots = int(curve.start[worker]), curve.knots[worker]
        least = np.append(min(0, start), knots)
        most = np.append(knots, np.iinfo(np.int64).max)
        to = np.clip(start + load[:, None], least, most) - np.clip(start, least, most)
        cost: Ints = (to * curve.slopes[worker]).sum(axis=1)
        return cost

    def holds(self, chosen: Bools) -> bool:
        """Return whether every row and every room holds."""
        program = self.program
        used = np.zeros_like(program.local.room)
        np.add.at(used, program.worker[chosen], program.local.use[program.local.row[chosen]])
        activity = program.links @ chosen.astype(np.int64)
        rows = ((activity >= program.lower) & (activity <= program.upper)).all()
        return bool(rows and (used <= program.local.room).all())

    def out_of_reach(self) -> int:
        """Return the weight of the items of which no case can be given to anybody."""
        program = self.program
        within = {case for item in set(program.item.tolist()) - {-1} for case in program.items[item]}
        base = range(len(program.items) - program.bundles)
        return sum(int(program.left_weight[i]) for i in base if within.isdisjoint(program.items[i]))

    def fits(self, prices: Prices) -> bool:
        """Return whether each price is of a row, once, of its side's sign, and none is too large."""
        program, rows = self.program, [link for link, _ in prices.links]
        if not all(0 <= link < len(program.lower) for link in rows) or len(set(rows)) < len(rows):
            return False
        price = max((abs(price) for _, price in prices.links), default=0)
        most = price * int(abs(program.links).sum(axis=0).max(initial=0))
        most += (abs(prices.covering) + COVERING * MILLIS) * int(self.covers.max(initial=0))
        most += MILLIS * int(np.abs(program.cost).max(initial=0))
        for curve in program.curves:
            most += MILLIS * int(curve.load.max(initial=0)) * int(curve.slopes.max(initial=0))
            if (curve.load < 0).any() or (np.diff(curve.slopes, prepend=0) < 0).any():
                return False  # not convex: no set could be left out
        return prices.covering >= 0 and most * max(1, program.arcs) < 1 << 62

    def proven(self, cost: Ints, prices: Prices, covered: int, *, curves: bool) -> int:
        """Return a bound, in thousandths, on what any plan costs that covers so much."""
        program = self.program
        price = np.zeros(len(program.lower), dtype=np.int64)
        for link, value in prices.links:
            price[link] = value
        paid = program.links.T @ price + self.covers * prices.covering
        sides = np.where(price > 0, program.lower, program.upper)
        bound: int = prices.covering * covered
        bound += sum(p * side for p, side in zip(price.tolist(), sides.tolist(), strict=True) if p)
        reduced = cost * MILLIS - paid
        order = np.argsort(program.worker, kind="stable")
        ends = np.searchsorted(program.worker[order], np.arange(program.workers + 1))
        for worker in range(program.workers):
            mine = order[ends[worker] : ends[worker + 1]]
            bound += _Branching(self, worker, mine, reduced[mine], curves=curves).least()
        return bound


class _Branching:
    """The least reduced cost of one worker's sets of arcs, the empty one among them."""

    def __init__(self, count: Count, worker: int, arcs: Ints, reduced: Ints, *, curves: bool) -> None:
        local = count.program.local
        self._count, self._worker, self._reduced = count, worker, reduced
        self._use, self._room = local.use[local.row[arcs]], local.room[worker]
        given = count.program.curves if curves else ()
        self._loads = [curve.load[arcs] for curve in given]
        self._best, self._open, self._sets = 0, 0, 0

    def least(self) -> int:
        """Return a bound on it, at most `_OPEN` below what it is."""
        self._grow(np.arange(len(self._reduced)), self._room, [0] * len(self._loads), 0)
        return min(self._best, self._open)

    def _grow(self, after: Ints, room: Ints, loads: list[int], reduced: int) -> None:
        """Look at all larger sets than one with such loads, of the arcs that come after it."""
        self._sets += 1
        self._best = min(self._best, reduced)
        gain = self._reduced[after].copy()
        for index, (load, mine) in enumerate(zip(loads, self._loads, strict=True)):
            at = np.append(load, load + mine[after])
            paid = self._count.curve(index, self._worker, at)
            gain += (paid[1:] - paid[0]) * MILLIS
        able = (gain < 0) & (self._use[after] <= room).all(axis=1)
        order = np.argsort(gain[able], kind="stable")
        after, gain = after[able][order], gain[able][order]
        fits = np.sort(self._use[after], axis=0).cumsum(axis=0) <= room
        most = int(fits.sum(axis=0).min(initial=len(after)))
        sums = np.append(0, gain.cumsum())
        for place in range(len(after)):
            bound = reduced + int(sums[min(len(after), place + most)] - sums[place])
            if bound >= self._best - _OPEN or self._sets >= _MOST_SETS:
                self._open = min(self._open, bound)
                return  # what comes later gains no more
            arc = after[place]
            grown = [load + int(mine[arc]) for load, mine in zip(loads, self._loads, strict=True)]
            rest = after[place + 1 :]
            self._grow(rest, room - self._use[arc], grown, reduced + int(gain[place]))
