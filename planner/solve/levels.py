"""Sets of arcs of one size while patterns are listed, and which of them are worth growing."""

from dataclasses import dataclass

import numpy as np

from planner.problem.arrays import Ints
from planner.solve.relaxation import Floats

NOISE = 0.05  # cost points: an engine's reduced costs are no better than this


@dataclass(frozen=True)
class Level:
    """Sets of one size. A group holds the sets that differ in their last arc only.

    `change`: what the last arc did to the reduced cost; by convexity it does no less to any larger
    set. So two sets of a group make one of the next size, and no other way needs to be looked at.
    """

    arcs: Ints
    group: Ints
    change: Floats
    reduced: Floats

    def more(self, wanted: Floats, room: Ints) -> Ints:
        """Return with how many of those that follow it in its group each set could lead to a wanted one.

        `wanted`: the most such a set may be; `room`: how many more arcs each set's worker could take.
        Groups are in order of change, so the best that can come beside one is what follows first.
        """
        end = np.searchsorted(self.group, self.group, side="right")
        place = np.arange(len(self.group))
        gains = np.append(0.0, np.cumsum(np.minimum(0.0, self.change)))
        beside = gains[np.minimum(end, place + np.maximum(room, 1))] - gains[np.minimum(end, place + 1)]
        return np.where(room > 0, self._up_to(wanted - self.reduced - beside), 0)

    def _up_to(self, most: Floats) -> Ints:
        """Return how many of those that follow each set in its group changed no more than so much."""
        low, high = self.change.min(initial=0.0), self.change.max(initial=0.0)
        apart = 2 * (high - low) + 1.0  # lets one search serve all groups
        row = self.group * apart + self.change
        limit = self.group * apart + np.clip(most, low - 1.0, high)
        ends = np.searchsorted(row, limit, side="right")
        return np.asarray(np.maximum(0, ends - np.arange(len(row)) - 1))

    def grown(self, more: Ints) -> tuple[Ints, Ints]:
        """Return the sets one larger, each set with the next so many of its group, and the parents."""
        parent = np.repeat(np.arange(len(more)), more)
        sibling = parent + 1 + np.arange(len(parent)) - np.repeat(np.cumsum(more) - more, more)
        return parent, np.column_stack([self.arcs[parent], self.arcs[sibling, -1]])


def rank(worker: Ints, reduced: Floats) -> Ints:
    """Return the rank of each set among its worker's, by reduced cost."""
    order = np.lexsort((reduced, worker))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - np.searchsorted(worker[order], worker[order])
    return rank


def least_each(best: Floats, worker: Ints, reduced: Floats) -> Floats:
    """Return the least numbers of each worker, ascending, once some more of them are known."""
    order = np.lexsort((reduced, worker))
    rank = np.arange(len(order)) - np.searchsorted(worker[order], worker[order])
    few = order[rank < best.shape[1]]
    more = np.full(best.shape, np.inf)
    more[worker[few], rank[rank < best.shape[1]]] = reduced[few]
    return np.sort(np.concatenate([best, more], axis=1), axis=1)[:, : best.shape[1]]
