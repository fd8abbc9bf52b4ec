"""What a worker can carry and what carrying costs, by arc."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from planner.problem.arrays import Ints

Loads = npt.NDArray[np.float64] | Ints


@dataclass(frozen=True)
class ArcLocal:
    """What one worker can carry, by arc: use[row[arc]] summed over a worker's arcs <= room[worker]."""

    rules: tuple[str, ...]  # of each column
    use: Ints  # (rows, columns)
    row: Ints  # (arcs,)
    room: Ints  # (workers, columns)


def side_by_side(parts: Sequence[ArcLocal], arcs: int, workers: int) -> ArcLocal:
    """Return locals as one, with a row for each way in which arcs use them; row -1 uses nothing."""
    alike: list[tuple[Ints, list[ArcLocal]]] = []
    for part in parts:
        same = next((found for row, found in alike if np.array_equal(row, part.row)), None)
        if same is None:
            alike.append((part.row, [part]))
        else:
            same.append(part)
    key = np.zeros(arcs, dtype=np.int64)
    for row, _ in alike:
        key = np.unique(key * (2 + int(row.max(initial=-1))) + row + 1, return_inverse=True)[1]
    first = np.unique(key, return_index=True)[1]
    used = [(part, row[first]) for row, same in alike for part in same]
    nothing = np.zeros((len(first), 0), dtype=np.int64)
    return ArcLocal(
        rules=tuple(rule for part, _ in used for rule in part.rules),
        use=np.concatenate(
            [nothing, *(np.where(r[:, None] >= 0, part.use[r], 0) for part, r in used)], axis=1
        ),
        row=key,
        room=np.concatenate(
            [np.zeros((workers, 0), dtype=np.int64), *(part.room for part, _ in used)], axis=1
        ),
    )


@dataclass(frozen=True)
class ArcCurve:
    """A convex cost of what a worker carries: see `planner.rule.Curve`; `load` is by arc."""

    goal: str
    load: Ints  # (arcs,)
    start: Ints  # (workers,)
    knots: Ints  # (workers, k)
    slopes: Ints  # (workers, k + 1)

    def cost(self, workers: Ints, added: Loads) -> npt.NDArray[np.float64]:
        """Return what each of some workers' added load costs beyond what they carry."""
        slope, offset = self.tangents(workers, added)
        cost: npt.NDArray[np.float64] = slope * added + offset
        return cost

    def tangents(
        self, workers: Ints, added: Loads
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return slope and offset of the line that touches each worker's curve at an added load."""
        start = self.start[workers]
        width = self.slopes.shape[1]
        cell = workers * width + self._cell(workers, start + added)
        slope = self._slopes[cell]
        return slope, self._height.ravel()[cell] + slope * start - self._at_start[workers]

    def _cell(self, workers: Ints, load: Loads) -> Ints:
        """Return how many knots lie below each load, by one search over all workers' knots."""
        knots = self.knots.shape[1]
        within = np.minimum(load, self._apart - 1)
        places = np.searchsorted(self._in_a_row, workers * self._apart + within)
        return np.asarray(places - workers * knots, dtype=np.int64)

    @cached_property
    def _slopes(self) -> npt.NDArray[np.float64]:
        return self.slopes.ravel().astype(np.float64)

    @cached_property
    def _apart(self) -> int:
        """A distance that keeps one worker's loads from another's knots, small enough to stay exact."""
        return int(self.knots.max(initial=0)) + 2

    @cached_property
    def _in_a_row(self) -> npt.NDArray[np.float64]:
        rows = np.arange(len(self.knots))[:, None] * self._apart + self.knots
        return rows.ravel().astype(np.float64)

    @cached_property
    def _height(self) -> npt.NDArray[np.float64]:
        """What the line of each cell is at load 0, shape (workers, k + 1)."""
        steps = np.diff(self.slopes, axis=1) * self.knots
        first = np.zeros((len(self.slopes), 1))
        return np.concatenate([first, -np.cumsum(steps, axis=1)], axis=1)

    @cached_property
    def _at_start(self) -> npt.NDArray[np.float64]:
        """What each worker's curve is at what they carry already."""
        workers = np.arange(len(self.start))
        cell = self._cell(workers, self.start)
        slope = self.slopes[workers, cell]
        at_start: npt.NDArray[np.float64] = self._height[workers, cell] + slope * self.start
        return at_start
