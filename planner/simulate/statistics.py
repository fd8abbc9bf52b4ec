"""How sure the runs are: intervals, paired differences, and whether there are runs enough.

A run in which something is not defined (no severe case came, so none waited) is NaN and left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


@dataclass(slots=True)
class Moments:
    """What is kept of many values, so that each can be forgotten; NaN is left out (Welford 1962).

    mean = mean before + (value - mean before) / count
    squares = squares before + (value - mean before) (value - mean): the summed squared deviations
    """

    count: int = 0
    mean: float = 0.0
    squares: float = 0.0

    def add(self, value: float) -> None:
        """Take one more value in."""
        if np.isnan(value):
            return
        self.count += 1
        before = value - self.mean
        self.mean += before / self.count
        self.squares += before * (value - self.mean)

    def interval(self, confidence: float = CONFIDENCE) -> Mean:
        """Return the mean with Student's interval.

        half width = t(n - 1, (1 + confidence) / 2) x standard deviation / sqrt(n)
        """
        if not self.count:
            return Mean(None, None, None)
        if self.count < _TWO:
            return Mean(self.mean, None, None)
        error = float(np.sqrt(self.squares / (self.count - 1) / self.count))
        half = float(stats.t.ppf((1 + confidence) / 2, self.count - 1)) * error
        return Mean(self.mean, self.mean - half, self.mean + half)


def moments(values: Iterable[float]) -> Moments:
    """Return what is kept of some values."""
    found = Moments()
    for value in values:
        found.add(float(value))
    return found


def interval(values: Iterable[float], confidence: float = CONFIDENCE) -> Mean:
    """Return the mean of some values with Student's interval."""
    return moments(values).interval(confidence)


def paired(
    one: Sequence[float] | Floats, other: Sequence[float] | Floats, confidence: float = CONFIDENCE
) -> Mean:
    """Return the mean of `one - other` run by run, both having met the same luck in each.

    Raises
    ------
    ValueError
        They do not have the same runs.
    """
    if len(one) != len(other):
        raise ValueError(f"{len(one)} runs cannot be paired with {len(other)}")
    return interval((first - second for first, second in zip(one, other, strict=True)), confidence)


def enough(
    values: Moments, precision: float, least: int = LEAST_RUNS, confidence: float = CONFIDENCE
) -> bool:
    """Tell whether no more runs are needed: half width <= precision x |mean|, after `least` runs.

    Looking after every run stops a little early, so that the interval covers slightly less often than
    it says; with `least` runs or more that is small (Law, Simulation modeling and analysis, ch. 9).
    """
    if values.count < max(_TWO, least):
        return False
    half = values.interval(confidence).half
    return half is not None and half <= precision * abs(values.mean)


def unpaired(one: Sequence[float], other: Sequence[float], confidence: float = CONFIDENCE) -> Mean:
    """Return the mean of `one` less that of `other`, which met different luck (Welch 1947).

    half width = t(f, (1 + confidence) / 2) x sqrt(a + b), where a and b are variance / count of each
    f = (a + b)^2 / (a^2 / (count - 1) + b^2 / (count - 1)) (Welch-Satterthwaite)
    """
    both = moments(one), moments(other)
    least = min(each.count for each in both)
    if not least:
        return Mean(None, None, None)
    mean = both[0].mean - both[1].mean
    if least < _TWO:
        return Mean(mean, None, None)
    parts = [(each.squares / (each.count - 1) / each.count, each.count - 1) for each in both]
    total = sum(part for part, _ in parts)
    if not total:
        return Mean(mean, mean, mean)
    freedom = total**2 / sum(part**2 / count for part, count in parts)
    half = float(stats.t.ppf((1 + confidence) / 2, freedom) * np.sqrt(total))
    return Mean(mean, mean - half, mean + half)
