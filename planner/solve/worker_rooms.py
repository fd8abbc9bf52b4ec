"""Which sets of arcs one worker has room for."""

import numpy as np

from planner.problem.arrays import Bools, Ints
from planner.program import Program

_AT_ONCE = 20_000  # sets looked at together: what they use stays in the processor's cache
_COLUMNS_FIRST = 8  # most sets that do not fit break one of these


class WorkerRooms:
    """Which sets of arcs stay within their worker's room; columns that are short most often first."""

    def __init__(self, program: Program) -> None:
        self._local, self._worker = program.local, program.worker
        local = program.local
        share = local.use[local.row] / np.maximum(1, local.room[program.worker])
        order = np.argsort(-share.sum(axis=0), kind="stable")
        self._parts = [part for part in (order[:_COLUMNS_FIRST], order[_COLUMNS_FIRST:]) if len(part)]
        self._use = [np.ascontiguousarray(local.use[:, part]) for part in self._parts]
        self._room = [np.ascontiguousarray(local.room[:, part]) for part in self._parts]

    def hold(self, arcs: Ints) -> Bools:
        """Return which of some sets, one a row, fit."""
        fit = np.ones(len(arcs), dtype=bool)
        for use, room in zip(self._use, self._room, strict=True):
            left = np.flatnonzero(fit)
            for begin in range(0, len(left), _AT_ONCE):
                some = left[begin : begin + _AT_ONCE]
                rows = self._local.row[arcs[some]]
                used = use[rows[:, 0]]
                for row in rows.T[1:]:
                    used += use[row]
                fit[some] = (used <= room[self._worker[arcs[some, 0]]]).all(axis=1)
        return fit
