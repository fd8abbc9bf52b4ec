"""How likely was reversed time to be beaten, had dose the least effect that counts?

Where a person's dose is nearly the same in every period, reversing time changes next to nothing, and a
real effect of dose looks as good backwards.
"""

from math import sqrt

import numpy as np
from scipy.stats import norm

from planner.risk.placebo.draws import Floats, backwards, sums
from planner.risk.placebo.panel import Panel
from planner.risk.placebo.rules import rule


def timing_power(panel: Panel) -> float:
    """Return the chance that reversed time is beaten where dose and STS correlate at the least r.

    The real dose x beats reversals x' of random halves of the people where sum (x - x') y is far enough
    above 0, person by person. With y = r x + rest, of which the share w differs between the periods of a
    person:

        z     = r sqrt(sum (x - x')^2 / variance of x) / (2 sqrt(w (1 - r^2)))
        power = P(standard normal < z - z(1 - share of draws allowed))

    It is an approximation for many people, and a little too high: lines are fitted on parts, not on all.
    1 where STS of a person never differs between periods, 0 where dose does not.
    """
    found = sums(panel)
    moved = float(((found.x - backwards(found)) ** 2).sum() / np.nanvar(panel.dose))
    if moved == 0:
        return 0.0
    within = _within(panel.sts)
    if within == 0:
        return 1.0
    r = rule("least_correlation") / 1000
    z = r * sqrt(moved) / (2 * sqrt(within * (1 - r**2)))
    return float(norm.cdf(z - norm.isf(rule("as_good") / 1000)))


def timing_power_needed() -> float:
    """Return the power from which reversed time, not beaten, counts against dose.

    Two placebos stand for chance, so each may miss with half of what the comparison may.
    """
    return 1 - (1 - rule("power") / 1000) / 2


def _within(sts: Floats) -> float:
    """Return the share of the variance of STS that differs between the periods of a person."""
    asked = ~np.isnan(sts)
    often = asked.sum(axis=1) > 1
    if not often.any():
        return 0.0
    rows = sts[often]
    free = int(asked[often].sum() - often.sum())
    spread = np.nansum((rows - np.nanmean(rows, axis=1, keepdims=True)) ** 2) / free
    return min(1.0, float(spread / np.nanvar(sts)))
