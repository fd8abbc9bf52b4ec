"""What workers can carry, by arc: which arcs fit alone, and the fewest columns that say the rest."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.problem.arrays import Bools, Ints
from planner.program.arcs import Arcs
from planner.program.parts import ArcLocal, side_by_side
from planner.rule import Local

_ARCS_AT_ONCE = 100_000
_FIRST_COLUMNS = 4  # most arcs that do not fit do not fit in the first weeks


def rooms(arcs: Arcs, by_rule: Sequence[tuple[str, Local]], workers: int) -> tuple[Arcs, ArcLocal]:
    """Return the arcs that fit alone, and the locals of all rules side by side."""
    parts: list[ArcLocal] = []
    for rule, local in by_rule:
        part = ArcLocal((rule,), *arcs.use(local), local.room)
        arcs, *parts = _kept(_fits(part, arcs.worker, _FIRST_COLUMNS), arcs, *parts, part)
    for place in range(len(parts)):
        known = parts[place].use.shape[1] <= _FIRST_COLUMNS
        parts[place] = _undominated(parts[place], arcs.worker)
        if not known:
            arcs, *parts = _kept(_fits(parts[place], arcs.worker), arcs, *parts)
    return arcs, side_by_side(parts, len(arcs.worker), workers)


def _kept(keep: Bools, arcs: Arcs, *parts: ArcLocal) -> tuple[Arcs, *tuple[ArcLocal, ...]]:
    """Return the arcs of a mask, and what locals say of them."""
    if keep.all():
        return arcs, *parts
    return arcs.kept(keep), *(replace(part, row=part.row[keep]) for part in parts)


def _fits(local: ArcLocal, workers: Ints, columns: int | None = None) -> Bools:
    """Return which arcs alone stay within their worker's room, in the first columns or in all."""
    use, room = local.use[:, :columns], local.room[:, :columns]
    fits = np.ones(len(workers), dtype=bool)
    judged = np.flatnonzero(local.row >= 0)
    for begin in range(0, len(judged), _ARCS_AT_ONCE):
        part = judged[begin : begin + _ARCS_AT_ONCE]
        fits[part] = (use[local.row[part]] <= room[workers[part]]).all(axis=1)
    return fits


def _undominated(local: ArcLocal, workers: Ints) -> ArcLocal:
    """Return a local without the columns that hold for the workers there where some other holds."""
    used, there = np.zeros(len(local.use), dtype=bool), np.zeros(len(local.room), dtype=bool)
    used[local.row[local.row >= 0]], there[workers] = True, True
    use, room = local.use[used], local.room[there]
    left = np.flatnonzero(use.any(axis=0))
    for other in (-1, 1):  # against the week before, then the week after: quick, and finds most
        left = left[~_holds_with(use[:, left], room[:, left], other)]
    kept: list[int] = []
    for column in left[np.argsort(-use[:, left].sum(axis=0), kind="stable")].tolist():
        more = (use[:, [column]] <= use[:, kept]).all(axis=0)
        less = (room[:, [column]] >= room[:, kept]).all(axis=0)
        if not (more & less).any():
            kept.append(column)
    kept.sort()
    return ArcLocal(local.rules[:1] * len(kept), local.use[:, kept], local.row, local.room[:, kept])


def _holds_with(use: Ints, room: Ints, other: int) -> Bools:
    """Return which columns hold wherever the column before (other -1) or after (1) holds."""
    holds = np.zeros(use.shape[1], dtype=bool)
    this, that = (slice(1, None), slice(None, -1))[::-other]
    holds[this] = (use[:, this] <= use[:, that]).all(axis=0) & (room[:, this] >= room[:, that]).all(
        axis=0
    )
    return holds
