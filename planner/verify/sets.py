"""Which sets of arcs one worker can take, and what each costs beyond what rows pay for it.

Whole numbers throughout. A curve is convex, so an arc adds to a larger set no less than to the empty
one: sets are grown arc by arc, level by level, and none is grown further where even its later arcs of
negative gain could not bring it down to what is asked for.
"""

from dataclasses import dataclass

import numpy as np

from planner.problem.arrays import Ints
from planner.program import Program

MILLIS = 1000  # what rows pay is in thousandths of a cost point
_MOST = 60_000  # sets listed of one worker
_PAIRS_AT_ONCE = 400_000


class TooManySets(Exception):
    """A worker has more sets than are listed."""


@dataclass(frozen=True)
class Sets:
    """Sets of one worker's arcs, padded with -1; `reduced` is in thousandths."""

    arcs: Ints  # (sets, most arcs in one)
    cost: Ints  # (sets,) cost points of arcs and curves
    reduced: Ints  # (sets,)

    def only(self, keep: Ints) -> "Sets":
        """Return some of the sets."""
        return Sets(self.arcs[keep], self.cost[keep], self.reduced[keep])


class OneWorker:
    """The arcs of one worker, with what they use and cost."""

    def __init__(self, program: Program, worker: int, arcs: Ints) -> None:
        local = program.local
        use, room = local.use[local.row[arcs]], local.room[worker]
        tight = use.sum(axis=0) > room
        self.arcs, self._use, self._room = arcs, use[:, tight], room[tight]
        self._own = program.cost[arcs]
        self._loads = [curve.load[arcs] for curve in program.curves]
        self._curves = [
            _Climb(c.start[worker], c.knots[worker], c.slopes[worker]) for c in program.curves
        ]

    def cost(self, chosen: Ints) -> int:
        """Return what some places among the arcs cost together."""
        cost = int(self._own[chosen].sum())
        for load, curve in zip(self._loads, self._curves, strict=True):
            cost += int(curve.cost(load[chosen].sum()[None])[0])
        return cost

    def least(self, paid: Ints, most_kept: int) -> tuple[int, Sets]:
        """Return the least reduced cost of any set, the empty one among them, and sets near to it."""
        found = self._grow(paid, None)
        order = np.argsort(found.reduced, kind="stable")[:most_kept]
        return min(0, int(found.reduced.min(initial=0))), found.only(order)

    def least_with(self, paid: Ints, arcs: Ints, most_kept: int) -> tuple[int | None, Sets]:
        """Return the same of the sets that hold one of some arcs; None where no set does."""
        places = np.flatnonzero(np.isin(self.arcs, arcs)).tolist()
        found = joined([self._grow(paid, None, place) for place in places])
        order = np.argsort(found.reduced, kind="stable")[:most_kept]
        return (int(found.reduced.min()) if len(found.cost) else None), found.only(order)

    def upto(self, paid: Ints, most: int) -> Sets:
        """Return every set but the empty one whose reduced cost is `most` at most.

        Raises
        ------
        TooManySets
            There are more than are listed.
        """
        found = self._grow(paid, most)
        return found.only(np.flatnonzero(found.reduced <= most))

    def _grow(self, paid: Ints, most: int | None, holding: int | None = None) -> Sets:
        """Grow all sets that may come to `most`; without it, to no more than the least found so far.

        `holding`: the place of an arc that is in all of them.
        """
        reduced = self._own * MILLIS - paid[self.arcs]
        gain = reduced.copy()
        for load, curve in zip(self._loads, self._curves, strict=True):
            gain += curve.cost(load) * MILLIS
        order = np.argsort(gain, kind="stable")
        order = order[order != holding]
        falls = np.append(np.minimum(0, gain[order])[::-1].cumsum()[::-1], 0)  # of an arc and all later
        best = 0
        levels: list[Sets] = []
        members = np.zeros((1, 0), dtype=np.int64)  # places in `order`
        own, use = np.zeros(1, dtype=np.int64), np.zeros((1, len(self._room)), dtype=np.int64)
        loads = [np.zeros(1, dtype=np.int64) for _ in self._loads]
        whole, last = np.zeros(1, dtype=np.int64), np.array([-1])
        if holding is not None:
            if (self._use[holding] > self._room).any():
                return joined([])
            members, own = self.arcs[[[holding]]], reduced[[holding]]
            use, loads = self._use[[holding]], [load[[holding]] for load in self._loads]
            whole, best = gain[[holding]], int(gain[holding])
            levels.append(Sets(members, (whole + paid[members].sum(axis=1)) // MILLIS, whole))
        listed = 0
        while len(whole) and len(order):
            limit = best if most is None else most
            parent, arc = self._pairs(whole, last, gain[order], falls, limit)
            place = order[arc]
            fits = np.ones(len(parent), dtype=bool)
            if len(self._room):
                fits = (use[parent] + self._use[place] <= self._room).all(axis=1)
            parent, arc, place = parent[fits], arc[fits], place[fits]
            listed += len(parent)
            if listed > _MOST:
                raise TooManySets
            members = np.column_stack([members[parent], self.arcs[place]])
            own, use = own[parent] + reduced[place], use[parent] + self._use[place]
            loads = [load[parent] + mine[place] for load, mine in zip(loads, self._loads, strict=True)]
            whole = own.copy()
            for load, curve in zip(loads, self._curves, strict=True):
                whole += curve.cost(load) * MILLIS
            last = arc
            best = min(best, int(whole.min(initial=0)))
            cost = (whole + paid[members].sum(axis=1)) // MILLIS
            levels.append(Sets(members, cost, whole))
        return joined(levels)

    @staticmethod
    def _pairs(whole: Ints, last: Ints, gain: Ints, falls: Ints, limit: int) -> tuple[Ints, Ints]:
        """Return which set may be grown by which later arc, by the least that could come of it."""
        count, found = len(gain), []
        at_once = max(1, _PAIRS_AT_ONCE // count)
        for begin in range(0, len(whole), at_once):
            part = slice(begin, begin + at_once)
            able = whole[part, None] + gain + falls[1:] <= limit
            able &= np.arange(count) > last[part, None]
            parent, arc = np.nonzero(able)
            found.append((parent + begin, arc))
        parents, arcs = zip(*found, strict=True)
        return np.concatenate(parents), np.concatenate(arcs)


def joined(parts: list[Sets]) -> Sets:
    """Return sets one after another."""
    wide = max((part.arcs.shape[1] for part in parts), default=0)
    padded = [
        np.pad(part.arcs, ((0, 0), (0, wide - part.arcs.shape[1])), constant_values=-1) for part in parts
    ]
    nothing = np.zeros(0, dtype=np.int64)
    return Sets(
        np.concatenate([np.zeros((0, wide), dtype=np.int64), *padded]),
        np.concatenate([nothing, *(part.cost for part in parts)]),
        np.concatenate([nothing, *(part.reduced for part in parts)]),
    )


class _Climb:
    """One worker's curve in whole numbers."""

    def __init__(self, start: int, knots: Ints, slopes: Ints) -> None:
        self._start, self._knots, self._slopes = int(start), knots, slopes
        self._heights = np.append(0, np.cumsum(slopes[1:-1] * np.diff(knots)))[: len(knots)]
        self._at_start = 0
        self._at_start = int(self.cost(np.zeros(1, dtype=np.int64))[0])

    def cost(self, load: Ints) -> Ints:
        """Return what each of some added loads costs."""
        to = self._start + load
        if not len(self._knots):
            return np.asarray(self._slopes[0] * load)
        cell = np.searchsorted(self._knots, to)
        left = np.maximum(cell - 1, 0)
        return np.asarray(
            self._heights[left] + self._slopes[cell] * (to - self._knots[left]) - self._at_start
        )
