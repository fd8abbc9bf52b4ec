"""How dose strays: how likely a case is to be open still, and how far its dose may be off.

A case takes its expected weeks times a factor whose logarithm is normal and whose mean is 1; so does
its weekly dose. The two are taken as independent of each other and of every other case: an error common
to all cases is no part of it. That the factors are log-normal is a judgement: they are never negative,
and long cases stray further; simulated cases are drawn from the same family.
"""

import numpy as np
import numpy.typing as npt
from scipy.special import log_ndtr

from planner.dose.ledger import Floats, kept_a_week
from planner.units import Thousandths

_PER_ONE = 1000


def open_shares(
    expected_weeks: npt.ArrayLike, worked_weeks: npt.ArrayLike, weeks: int, spread: Thousandths
) -> Floats:
    """Return how likely cases that are open now are to be open in each coming week: (cases, weeks).

    P(open in week t) = P(L > worked + t) / P(L > worked), L = expected weeks x exp(s z - s^2 / 2), z
    standard normal, s the spread. Without a spread it is 1 until the expected weeks are over, then 0;
    the first week always counts.

    Parameters
    ----------
    expected_weeks
        Whole expected life of each case, 1 or more.
    worked_weeks
        Weeks of it that are over.
    spread
        Standard deviation of ln(true weeks / expected weeks), in thousandths.
    """
    expected = np.asarray(expected_weeks, dtype=np.float64)[:, None]
    worked = np.asarray(worked_weeks, dtype=np.float64)[:, None]
    ahead = np.arange(weeks, dtype=np.float64)[None, :]
    if spread == 0:
        return (ahead < np.maximum(1, expected - worked)).astype(np.float64)
    shares: Floats = np.exp(
        _log_open(expected, worked + ahead, spread) - _log_open(expected, worked, spread)
    )
    return shares


def variances(
    profile: Floats, still_open: Floats, half_life_weeks: int, rate_spread: Thousandths
) -> Floats:
    """Return the variance of the weekly equivalents that cases bring; the last axis is weeks.

    With `u` the dose of a week while the case is open, `p` the chance that it is, `F` the stock of a
    case that never closes and `r` the share kept a week:

        E[S_t]   = r E[S_t-1] + u_t p_t
        E[S_t^2] = r^2 E[S_t-1^2] + 2 r F_t-1 u_t p_t + u_t^2 p_t       where the rate is certain
        variance = (1 - r)^2 (exp(s^2) E[S_t^2] - E[S_t]^2)             with s the rate's spread

    It is exact: a case that is open in a week was open in every week before.
    """
    kept = kept_a_week(half_life_weeks)
    profile, still_open = np.broadcast_arrays(profile, still_open)
    stock, mean, square = (np.zeros(profile.shape[:-1]) for _ in range(3))
    found = np.empty(profile.shape)
    strays = np.exp((rate_spread / _PER_ONE) ** 2)
    for week in range(profile.shape[-1]):
        dose, share = profile[..., week], still_open[..., week]
        square = kept**2 * square + (2 * kept * stock + dose) * dose * share
        mean = kept * mean + dose * share
        stock = kept * stock + dose
        found[..., week] = strays * square - mean**2
    return np.asarray((1 - kept) ** 2 * np.maximum(0.0, found))


def _log_open(expected: Floats, weeks: Floats, spread: Thousandths) -> Floats:
    """Return ln P(L > weeks); every case lasts longer than no week."""
    sd = spread / _PER_ONE
    shares: Floats = np.zeros(np.broadcast_shapes(expected.shape, weeks.shape))
    ratio = np.broadcast_to(weeks / expected, shares.shape)
    some = ratio > 0
    shares[some] = log_ndtr(-(np.log(ratio[some]) + sd * sd / 2) / sd)
    return shares
