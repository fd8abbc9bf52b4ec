"""How heavy each vignette is, from which was found heavier in pairs.

The Bradley-Terry model: P(a is found heavier than b) = 1 / (1 + exp(s_b - s_a)), with s the strength of
a vignette, 0 on average. It is fitted by the likelihood times the square root of the determinant of its
information (Firth 1993): this takes away most of the bias of small samples, and gives a strength also
to a vignette that was always, or never, found heavier, where the likelihood alone has no largest value.
"""

import numpy as np

from planner.calibrate.judgements import Floats, Ints
from planner.errors import PlannerError

_MOST_STEPS = 200
_CONVERGED = 1e-9
_MOST_HALVINGS = 30
_LONGEST_STEP = 5.0


class NotConverged(PlannerError):
    """The strengths did not settle."""


def pieces(wins: Ints) -> list[list[int]]:
    """Return which vignettes hang together by comparisons, whoever was found heavier.

    `wins[i, j]`: how often i was found heavier than j. One piece where all can be placed on one scale.
    """
    linked = (wins + wins.T) > 0
    left, found = set(range(len(wins))), []
    while left:
        piece, border = set(), {min(left)}
        while border:
            piece |= border
            border = set(np.flatnonzero(linked[sorted(border)].any(axis=0)).tolist()) - piece
        found.append(sorted(piece))
        left -= piece
    return found


def one_sided(wins: Ints) -> list[int]:
    """Return the vignettes that were found heavier in all, or in none, of their comparisons."""
    won, lost = wins.sum(axis=1), wins.sum(axis=0)
    return np.flatnonzero((won == 0) | (lost == 0)).tolist()


def strengths(wins: Ints) -> Floats:
    """Return the strength of each vignette, 0 on average, shape (V,).

    Solves X'(y - n p + h (1/2 - p)) = 0 by Newton's steps with halving, X having a row +1, -1 for each
    pair, y of n found heavier, p = P(heavier), and h the pair's share of the fit (the hat value).

    Raises
    ------
    NotConverged
        No strengths were found at which the sum above vanishes.
    """
    count = len(wins)
    one, other = np.triu_indices(count, 1)
    compared = (wins + wins.T)[one, other] > 0
    one, other = one[compared], other[compared]
    y = wins[one, other].astype(np.float64)
    n = y + wins[other, one]
    x = np.zeros((len(one), count))
    x[np.arange(len(one)), one] = 1.0
    x[np.arange(len(one)), other] = -1.0
    x = x[:, 1:]
    at = np.zeros(count - 1)
    value = _value(x, y, n, at)
    for _ in range(_MOST_STEPS):
        p = 1 / (1 + np.exp(-x @ at))
        weight = n * p * (1 - p)
        inverse = np.linalg.inv(x.T @ (weight[:, None] * x))
        hat = weight * np.einsum("ij,jk,ik->i", x, inverse, x)
        slope = x.T @ (y - n * p + hat * (0.5 - p))
        if np.abs(slope).max() < _CONVERGED * max(1.0, float(n.sum())):
            found = np.concatenate([[0.0], at])
            return np.asarray(found - found.mean())
        step = inverse @ slope
        step *= min(1.0, _LONGEST_STEP / max(np.abs(step).max(), 1e-300))
        for _ in range(_MOST_HALVINGS):
            tried = _value(x, y, n, at + step)
            if tried >= value - 1e-12 * abs(value):
                break
            step = step / 2
        at, value = at + step, tried
    raise NotConverged("The strengths of the vignettes did not settle; nothing was written.")


def _value(x: Floats, y: Floats, n: Floats, at: Floats) -> float:
    """Return the logarithm of what is made largest."""
    line = x @ at
    p = 1 / (1 + np.exp(-line))
    likelihood = float(y @ -np.logaddexp(0, -line) + (n - y) @ -np.logaddexp(0, line))
    information = x.T @ ((n * p * (1 - p))[:, None] * x)
    sign, logarithm = np.linalg.slogdet(information)
    return likelihood + 0.5 * float(logarithm) if sign > 0 else -np.inf
