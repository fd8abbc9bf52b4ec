"""Sets of arcs of several workers, one after another."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from planner.problem.arrays import Bools, Ints
from planner.verify.rows import Rows
from planner.verify.sets import Sets, joined


@dataclass(frozen=True)
class Many:
    """Sets of several workers."""

    worker: Ints
    sets: Sets

    def only(self, keep: Bools) -> "Many":
        """Return some of them."""
        places = np.flatnonzero(keep)
        return Many(self.worker[places], self.sets.only(places))

    def columns(self, rows: Rows) -> sparse.csr_array[np.int64]:
        """Return what each set does to each row."""
        at, slot = np.nonzero(self.sets.arcs >= 0)
        members = sparse.coo_array(
            (np.ones(len(at), dtype=np.int64), (self.sets.arcs[at, slot], at)),
            shape=(rows.table.shape[1], len(self.worker)),
        )
        return sparse.csr_array(rows.table @ members.tocsr())

    def arcs(self, chosen: Ints, count: int) -> Bools:
        """Return which of so many arcs some sets hold."""
        arcs, held = self.sets.arcs[chosen], np.zeros(count, dtype=bool)
        held[arcs[arcs >= 0]] = True
        return held


def of_several(parts: list[tuple[int, Sets]]) -> Many:
    """Return the sets of several workers as one."""
    workers = [np.full(len(each.cost), worker) for worker, each in parts]
    return Many(np.concatenate([np.zeros(0, np.int64), *workers]), joined([each for _, each in parts]))
