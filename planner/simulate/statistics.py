"""How sure the runs are: intervals, paired differences, and whether there are runs enough.

A run in which something is not defined (no severe case came, so none waited) is NaN and left out.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats

from planner.problem.arrays import Floats

LEAST_RUNS = 10
CONFIDENCE = 0.95
_TWO = 2


class Mean(NamedTuple):
    """A mean over runs with its confidence interval; None where there are too few runs to say."""

    mean: float | None
    low: float | None
    high: float | None

    @property
    def half(self) -> float | None:
        """Half the width of the interval."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2


def interval(values: Sequence[float] | Floats, confidence: float = CONFIDENCE) -> Mean:
    """Return the mean with Student's interval.

    half width = t(n - 1, (1 + confidence) / 2) x standard deviation / sqrt(n)
    """
    known = _known(np.asarray(values, dtype=np.float64))
    count = len(known)
    if not count:
        return Mean(None, None, None)
    mean = float(known.mean())
    if count < _TWO:
        return Mean(mean, None, None)
    error = float(known.std(ddof=1)) / np.sqrt(count)
    half = float(stats.t.ppf((1 + confidence) / 2, count - 1)) * float(error)
    return Mean(mean, mean - half, mean + half)


def paired(
    one: Sequence[float] | Floats, other: Sequence[float] | Floats, confidence: float = CONFIDENCE
) -> Mean:
    """Return the mean of `one - other` run by run, both having met the same luck in each.

    Raises
    ------
    ValueError
        They do not have the same runs.
    """
    first, second = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    if first.shape != second.shape:
        raise ValueError(f"{len(first)} runs cannot be paired with {len(second)}")
    return interval(first - second, confidence)


def enough(
    values: Sequence[float] | Floats,
    precision: float,
    least: int = LEAST_RUNS,
    confidence: float = CONFIDENCE,
) -> bool:
    """Tell whether no more runs are needed: half width <= precision x |mean|, after `least` runs.

    Looking after every run stops a little early, so that the interval covers slightly less often than
    it says; with `least` runs or more that is small (Law, Simulation modeling and analysis, ch. 9).
    """
    found = interval(values, confidence)
    if len(_known(np.asarray(values, dtype=np.float64))) < max(_TWO, least):
        return False
    if found.mean is None or found.half is None:
        raise AssertionError("two known values have an interval")
    return found.half <= precision * abs(found.mean)


def _known(values: Floats) -> Floats:
    known: Floats = values[~np.isnan(values)]
    return known
