"""How much of a budget is kept free for what is uncertain, in whole thousandths that add up.

A budget is to be kept with a chance. Were the dose of a week normal, its mean and z standard deviations
would have to stay within it. A root of a sum is no sum; but for whatever spread s > 0

    z sqrt(V) <= z (s + V / s) / 2

and both sides are equal at s = sqrt(V). So with s fixed beforehand a margin is a reserve and an
allowance for each case, which add up, and it is never less than z standard deviations.
"""

from math import ceil, log, sqrt
from statistics import NormalDist

from planner.units import ROUNDING_NOISE, Dose, Thousandths

EVEN = 500  # thousandths: an even chance, which asks for no margin
_STEP = 1.5  # between two reference spreads: a margin is at most 2.1 % above the least


def deviations(budget_kept: Thousandths) -> float:
    """Return z: how many standard deviations are kept free for a budget that is kept so surely."""
    return NormalDist().inv_cdf(budget_kept / 1000) if budget_kept > EVEN else 0.0


def reference_spread(variance: float) -> Dose:
    """Return the spread to work a margin out around: the step nearest to the root, at least 1."""
    if variance <= 1:
        return 1
    return max(1, round(_STEP ** round(log(sqrt(variance)) / log(_STEP))))


def reserve(spread: Dose, carried_variance: int, z: float) -> Dose:
    """Return what of the margin is there before anything new: z (s + V / s) / 2, rounded up."""
    return ceil(z * (spread + carried_variance / spread) / 2 - ROUNDING_NOISE)


def allowance(variance: int, spread: Dose, z: float) -> Dose:
    """Return what one case adds to the margin: z V / (2 s), rounded up."""
    return ceil(z * (variance / spread) / 2 - ROUNDING_NOISE)
