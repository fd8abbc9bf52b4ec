"""How measured amounts become arrays of whole numbers, loads rounded up once."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from planner.units import ROUNDING_NOISE

Ints = npt.NDArray[np.int64]
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


def going_on(rows: Sequence[Sequence[int]], weeks: int) -> Ints:
    """Return rows of weekly amounts as one array, cut to the number of weeks or going on as they end."""
    table = np.zeros((len(rows), weeks), dtype=np.int64)
    for index, row in enumerate(rows):
        table[index, : len(row[:weeks])] = row[:weeks]
        table[index, len(row) :] = row[-1]
    return table
