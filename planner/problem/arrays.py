"""How measured amounts become arrays of whole numbers, loads rounded up once."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from planner.units import ROUNDING_NOISE

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]  # places in a table, of every case and worker
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def up(amounts: npt.NDArray[np.floating]) -> Ints:
    """Return amounts as whole numbers, rounded up; floating point adds no unit."""
    whole: Ints = np.ceil(amounts - ROUNDING_NOISE).astype(np.int64)
    return whole


def by_week(rows: Sequence[Sequence[int]], weeks: int) -> Ints:
    """Return rows of weekly amounts as one array, cut or filled up with 0 to the number of weeks."""
    table = np.zeros((len(rows), weeks), dtype=np.int64)
    for index, row in enumerate(rows):
        table[index, : len(row[:weeks])] = row[:weeks]
    return table


def in_stages(
    amounts: Sequence[int], lengths: Sequence[int], stages: Sequence[int], weeks: int, *, going_on: bool
) -> Ints:
    """Return weekly amounts that change by stage as one array, one row a case, cut to the weeks.

    `amounts`, `lengths`: of each stage, a week and in weeks, case after case; `stages`: of each case,
    one or more. After the last stage comes 0, or with `going_on` its amount again.
    """
    of_stage, each = np.array(amounts, dtype=np.int64), np.array(lengths, dtype=np.int64)
    count = np.array(stages, dtype=np.int64)
    of_case = np.repeat(np.arange(len(count)), count)
    table = np.zeros((len(count), weeks), dtype=np.int64)
    if going_on and len(count):
        table[:] = of_stage[np.cumsum(count) - 1][:, None]
    before = np.cumsum(each) - each
    first = before - before[np.searchsorted(of_case, of_case)]
    kept = np.clip(weeks - first, 0, each)
    place = np.arange(kept.sum()) - np.repeat(np.cumsum(kept) - kept, kept)
    table[np.repeat(of_case, kept), np.repeat(first, kept) + place] = np.repeat(of_stage, kept)
    return table
