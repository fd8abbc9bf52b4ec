"""How well one predictor predicts STS of people it was not fitted on, for many predictors at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Outcome:
    """STS summed over each person's answers, and who is predicted together.

    `count`, `y` and `yy` hold answers, sum and sum of squares by person, shape (people,); `fold` is 1
    where a person is of a part, shape (people, parts).
    """

    count: Floats
    y: Floats
    yy: Floats
    fold: Floats


@dataclass(frozen=True)
class Predictor:
    """A predictor drawn many times, summed over each person's answers: all of shape (draws, people)."""

    x: Floats
    xx: Floats
    xy: Floats


def skill(predictor: Predictor, outcome: Outcome) -> Floats:
    """Return the out-of-sample share of variance explained by each draw, shape (draws,).

    Each part of the people is predicted by the line fitted on all others, whose slope is not below 0:
    the planner never takes dose for a protection.

        skill = 1 - sum (y - predicted)^2 / sum (y - mean of the others)^2
    """
    x, xx, xy = (part @ outcome.fold for part in (predictor.x, predictor.xx, predictor.xy))
    n, y, yy = (part @ outcome.fold for part in (outcome.count, outcome.y, outcome.yy))
    others_n, others_y = _others(n), _others(y)
    mean_x, mean_y = _others(x) / others_n, others_y / others_n
    variance = _others(xx) / others_n - mean_x**2
    covariance = _others(xy) / others_n - mean_x * mean_y
    slope = np.maximum(covariance, 0) / np.where(variance > 0, variance, np.inf)
    start = mean_y - slope * mean_x
    wrong = yy - 2 * start * y - 2 * slope * xy + n * start**2 + 2 * start * slope * x + slope**2 * xx
    alone = yy - 2 * mean_y * y + n * mean_y**2
    found: Floats = 1 - wrong.sum(axis=-1) / alone.sum()
    return found


def _others(sums: Floats) -> Floats:
    """Return, for each part, the sum over all other parts."""
    rest: Floats = sums.sum(axis=-1, keepdims=True) - sums
    return rest
