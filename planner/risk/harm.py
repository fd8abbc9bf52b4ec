"""What dose does to a worker: the convex harm curve the solver reads.

    harm(dose) = E[(STS - cut-off)+],  STS ~ Normal(line at dose, spread)
    its slope  = slope of the line x P(STS > cut-off)

The curve is cut into chords on one common grid of predicted scores, the same for all workers of a
setting. A worker with the higher predicted score therefore always stands in the same cell or a later
one, where a further unit of dose costs the same or more; and the last chord goes on for ever, so the
curve never flattens.
"""

from functools import lru_cache
from math import erf, exp, pi, sqrt

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from planner.risk.sts import ScoreLine
from planner.units import COST_POINTS_PER_STS_POINT, Dose

GRID_STEP = 0.5
GRID = np.arange(0.0, 120.0 + GRID_STEP, GRID_STEP)
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def expected_excess(score: float, spread: float, cut_off: float) -> float:
    """Return E[(Y - cut-off)+] for Y normal around a score, in STSS points."""
    z = (score - cut_off) / spread
    above = (1 + erf(z / sqrt(2))) / 2
    return (score - cut_off) * above + spread * exp(-z * z / 2) / sqrt(2 * pi)


def expected_excesses(scores: Floats, spreads: Floats, cut_off: float) -> Floats:
    """Return the same for many scores and their spreads, shape (n,)."""
    z = (scores - cut_off) / spreads
    density = np.exp(-z * z / 2) / sqrt(2 * pi)
    return np.asarray((scores - cut_off) * ndtr(z) + spreads * density, dtype=np.float64)


def harm(line: ScoreLine, dose: Dose, cut_off: int) -> float:
    """Return a worker's expected STSS points above the cut-off at a planned dose."""
    return expected_excess(line.at(dose), line.spread, cut_off)


def harm_knots(line: ScoreLine) -> Ints:
    """Return the doses at which the predicted score enters the next cell of the grid: shape (grid,)."""
    return np.ceil((GRID - line.base) / line.slope - 1e-9).astype(np.int64)


@lru_cache(maxsize=64)
def _slopes(slope: float, spread: float, cut_off: int) -> tuple[int, ...]:
    values = [expected_excess(score, spread, cut_off) for score in GRID]
    chords = np.diff(values) / GRID_STEP
    cells = np.concatenate([chords[:1], chords, chords[-1:]])
    return tuple(int(s) for s in np.floor(cells * slope * COST_POINTS_PER_STS_POINT + 0.5))


def harm_slopes(line: ScoreLine, cut_off: int) -> Ints:
    """Return the cost of one more thousandth of dose in each cell: shape (grid + 1,), never falling."""
    return np.array(_slopes(line.slope, line.spread, cut_off), dtype=np.int64)
