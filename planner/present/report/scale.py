"""Where a number stands on an axis, and which numbers are written there."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """A straight axis from numbers to places; `ticks` are round numbers on it."""

    low: float
    high: float
    first: float
    last: float
    ticks: tuple[float, ...]

    def __call__(self, value: float) -> float:
        """Return the place of a number."""
        return self.first + (value - self.low) / (self.high - self.low) * (self.last - self.first)


def scale(
    values: Iterable[float], first: float, last: float, *, zero: bool = False, count: int = 4
) -> Scale:
    """Return the axis on which all values have their place, with about so many steps; ends are round."""
    known = [float(value) for value in values if isfinite(value)] or [0.0]
    low, high = min(known), max(known)
    if zero:
        low, high = min(0.0, low), max(0.0, high)
    if high - low <= abs(high) * 1e-9:
        pad = abs(high) / 2 or 1.0
        low, high = (0.0, high + pad) if zero and low >= 0 else (low - pad, high + pad)
    step = _step((high - low) / count)
    bottom, top = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    ticks = tuple(round(place * step, 12) for place in range(bottom, top + 1))
    return Scale(ticks[0], ticks[-1], first, last, ticks)


def _step(rough: float) -> float:
    size = float(10 ** floor(log10(rough)))
    return next(size * step for step in _STEPS if size * step >= rough * (1 - 1e-9))
