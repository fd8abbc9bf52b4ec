"""Which weights by tier judgements make: as ratios to tier 1, never falling.

Pairs:    log weight = the mean strength of the tier's vignettes, isotonic over tiers, less tier 1's.
Ratings:  weight = the sum over raters of the mean rating each gave the tier's vignettes, isotonic over
          tiers, divided by tier 1's.

Isotonic: the nearest in squares that never falls; tiers that would fall are put together.

What is identified. Comparisons tell an order, and how sure raters are of it: a weight is the odds with
which a vignette of the tier is found heavier than one of tier 1. That these odds are how many times
heavier an hour is, is the assumption of the model, and raters who all agree make them steep. With an
`anchor` (what tier 5 shall weigh, chosen by the agency) only the places between the ends are taken from
the comparisons: log weight is scaled by log(anchor) / log(weight of tier 5). Ratings are asked from 0,
"nothing to carry", so that their ratios mean something.
"""

from math import log

import numpy as np
from scipy.optimize import isotonic_regression

from planner.calibrate.bradley_terry import strengths
from planner.calibrate.judgements import Floats, Ints
from planner.domain.weights import TIERS


def of_tiers(values: Floats, tier: Ints) -> Floats:
    """Return the mean over the vignettes of each tier, shape (5,)."""
    return np.array([values[tier == each].mean() for each in range(1, TIERS + 1)])


def log_strengths(wins: Ints, tier: Ints) -> Floats:
    """Return the strength of each tier by comparisons, before it is kept from falling."""
    return of_tiers(strengths(wins), tier)


def sums_of_ratings(table: Floats, tier: Ints) -> Floats:
    """Return the sum over raters of the mean each gave to a tier, before it is kept from falling.

    Every rater counts in every tier, so that a rater who rates all things high changes no ratio much.
    """
    means = [np.nanmean(table[:, tier == each], axis=1) for each in range(1, TIERS + 1)]
    return np.array([each.sum() for each in means])


def rising(values: Floats) -> Floats:
    """Return the nearest values that never fall."""
    return np.asarray(isotonic_regression(values).x)


def weights_of_strengths(of_tier: Floats, anchor: float | None) -> Floats:
    """Return weights as ratios to tier 1 from strengths by tier."""
    above = rising(of_tier)
    above = above - above[0]
    if anchor is not None and above[-1] > 0:
        above = above * (log(anchor) / above[-1])
    return np.asarray(np.exp(above))


def weights_of_sums(of_tier: Floats) -> Floats:
    """Return weights as ratios to tier 1 from sums of ratings by tier; tier 1's is above 0."""
    kept = rising(of_tier)
    return np.asarray(kept / kept[0])
