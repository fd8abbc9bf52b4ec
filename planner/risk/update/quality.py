"""How well an updated card predicts answers it has not seen, against knowing nothing but their mean."""

from dataclasses import dataclass

import numpy as np
from pydantic import BaseModel, ConfigDict
from scipy import stats

from planner.risk.update.belief import Belief, Floats, learned

FOLDS = 10
CONFIDENCE = 0.95
_SHARES = (0.80, 0.95)


class Quality(BaseModel):
    """Out-of-sample figures; all squared errors in squared STSS points.

    `slope` is the calibration slope, 1 where predictions differ as much as outcomes do with them, with
    a 95 % interval; None where all predictions are the same. `off` is the mean of outcome less
    prediction. `gain` is by how much the squared error is below that of the mean alone, with a 95 %
    interval that takes answers for independent.
    """

    model_config = ConfigDict(frozen=True)

    folds: int
    seed: int
    slope: float | None
    slope_low: float | None
    slope_high: float | None
    off: float
    coverage_80: float
    coverage_95: float
    error_mean_alone: float
    error_card_before: float
    error_updated: float
    gain: float
    gain_low: float
    gain_high: float

    @property
    def better(self) -> bool:
        """Whether the updated card surely predicts better than the mean alone."""
        return self.gain_low > 0


@dataclass(frozen=True)
class _Held:
    """Predictions of answers held out, each of shape (n,)."""

    alone: Floats
    before: Floats
    updated: Floats
    scale: Floats
    df: Floats


def quality(prior: Belief, x: Floats, y: Floats, seed: int) -> Quality:
    """Return how well the card updated on nine tenths of the answers predicts the last tenth, in turn.

    `x` has shape (n, k) with the intercept first, `y` shape (n,); the tenths are drawn by the seed.
    """
    folds = min(FOLDS, len(y))
    held = _held_out(prior, x, y, folds, seed)
    updated, alone = (y - held.updated) ** 2, (y - held.alone) ** 2
    low, high = _interval(alone - updated)
    slope = _slope(held.updated, y)
    inside = [
        float(np.mean(np.abs(y - held.updated) <= stats.t.ppf((1 + share) / 2, held.df) * held.scale))
        for share in _SHARES
    ]
    return Quality(
        folds=folds,
        seed=seed,
        slope=slope[0],
        slope_low=slope[1],
        slope_high=slope[2],
        off=float(np.mean(y - held.updated)),
        coverage_80=inside[0],
        coverage_95=inside[1],
        error_mean_alone=float(alone.mean()),
        error_card_before=float(np.mean((y - held.before) ** 2)),
        error_updated=float(updated.mean()),
        gain=float(np.mean(alone - updated)),
        gain_low=low,
        gain_high=high,
    )


def _held_out(prior: Belief, x: Floats, y: Floats, folds: int, seed: int) -> _Held:
    fold = np.random.default_rng(seed).permutation(np.arange(len(y)) % folds)
    held = _Held(*(np.empty(len(y)) for _ in range(5)))
    held.before[:] = x @ prior.mean
    for number in range(folds):
        out = fold == number
        after = learned(prior, x[~out], y[~out])
        held.updated[out], held.scale[out] = after.predicted(x[out])
        held.df[out] = after.df
        held.alone[out] = y[~out].mean()
    return held


def _interval(values: Floats) -> tuple[float, float]:
    half = float(stats.t.ppf((1 + CONFIDENCE) / 2, len(values) - 1)) * float(values.std(ddof=1))
    half /= float(np.sqrt(len(values)))
    return float(values.mean()) - half, float(values.mean()) + half


def _slope(predicted: Floats, y: Floats) -> tuple[float | None, float | None, float | None]:
    if np.ptp(predicted) == 0:
        return None, None, None
    line = stats.linregress(predicted, y)
    half = float(stats.t.ppf((1 + CONFIDENCE) / 2, len(y) - 2)) * float(line.stderr)
    return float(line.slope), float(line.slope) - half, float(line.slope) + half
