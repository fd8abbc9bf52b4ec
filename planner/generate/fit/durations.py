"""How long protection plans last, given how old the plans are that are open on a day.

In a steady state the share of open plans of an age is the share of plans still open at that age, over
the mean duration E. With the share still open straight within each class, x the plans that end within
a class over E, and w the width of the classes:

share of class i = w_i (x_i / 2 + sum of x_j over later classes j), x >= 0, E = 1 / sum of x

Small places and rounded counts need not fit any x; the nearest is taken, by nonnegative least squares.
"""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
from scipy.optimize import nnls

from planner.generate.chance import shared_out
from planner.generate.fit.units import THOUSAND
from planner.units import WEEKS_PER_MONTH

_FINE = 1_000_000


def ends_of(ages: Sequence[int], bounds: Sequence[int]) -> list[int]:
    """Return the thousandths of plans that end within each class.

    Parameters
    ----------
    ages
        Open plans in each class of age; not all of them 0.
    bounds
        The upper bound of each class, in months.
    """
    widths = np.diff([0, *bounds])
    later = np.triu(np.ones((len(widths), len(widths))), 1) + np.eye(len(widths)) / 2
    ended, _ = nnls(widths[:, None] * later, np.array(ages) / sum(ages))
    return shared_out(THOUSAND, [round(_FINE * part) for part in ended / ended.sum()])


def mean_weeks(ends: Sequence[int], bounds: Sequence[int]) -> Decimal:
    """Return the mean duration of plans in weeks: each class in its middle."""
    starts = (0, *bounds)
    twice = sum(n * (starts[place] + bounds[place]) for place, n in enumerate(ends))
    return Decimal(twice) / 2 / sum(ends) * WEEKS_PER_MONTH
