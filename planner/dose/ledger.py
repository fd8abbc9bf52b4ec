"""How exposure adds up and fades: the decaying stock of a worker, told as a weekly dose.

The stock after week t is `S[t] = r S[t-1] + u[t]` with `r = 2 ** (-1 / half-life)` and `u` the dose of
the week. A constant weekly dose u ends at `u / (1 - r)`; `e[t] = (1 - r) S[t]` is therefore the weekly
equivalent, so that changing the half-life does not change what a budget means. It is linear in u.
"""

from collections.abc import Iterable
from datetime import date
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from planner.domain import Exposure, Weights
from planner.dose.case_dose import event_doses
from planner.units import DAYS_PER_WEEK

_FEW = 15
"""Up to so many rows are added up one by one more quickly than together, with the same result."""

Floats = npt.NDArray[np.float64]


def kept_a_week(half_life_weeks: int) -> float:
    """Return the share of the stock that is left after a week."""
    return float(2.0 ** (-1.0 / half_life_weeks))


def weekly_equivalents(doses: npt.ArrayLike, half_life_weeks: int) -> Floats:
    """Return the weekly equivalent after each week of dose; the last axis is weeks, from no stock."""
    kept = kept_a_week(half_life_weeks)
    added = np.asarray(doses, dtype=np.float64)
    if 0 < added.size <= _FEW * added.shape[-1]:
        rows = added.reshape(-1, added.shape[-1]).tolist()
        stocks = [list(accumulate(row, lambda stock, brought: kept * stock + brought)) for row in rows]
        return (1 - kept) * np.array(stocks, dtype=np.float64).reshape(added.shape)
    by_week = np.ascontiguousarray(np.moveaxis(added, -1, 0))  # a week in one piece is much quicker
    equivalents = np.empty_like(by_week)
    stock = np.zeros(added.shape[:-1])
    for week, brought in enumerate(by_week):
        stock = kept * stock + brought
        equivalents[week] = (1 - kept) * stock
    return np.ascontiguousarray(np.moveaxis(equivalents, 0, -1))


def fading(stock_equivalents: npt.ArrayLike, half_life_weeks: int, weeks: int) -> Floats:
    """Return what is left, in each future week, of the equivalents at the end of last week."""
    left = kept_a_week(half_life_weeks) ** np.arange(1, weeks + 1)
    return np.asarray(stock_equivalents, dtype=np.float64)[..., None] * left


def past_equivalents(
    exposures: Iterable[Exposure], today: date, half_life_weeks: int, weights: Weights
) -> dict[str, float]:
    """Return each worker's weekly equivalent at the end of last week, from the events before today."""
    kept = kept_a_week(half_life_weeks)
    events = list(exposures)
    shares = {
        week: (1 - kept) * kept ** ((today - week).days // DAYS_PER_WEEK - 1)
        for week in {event.week for event in events}
    }
    equivalents: dict[str, float] = {}
    for event, brought in zip(events, event_doses(events, weights), strict=True):
        equivalents[event.worker] = equivalents.get(event.worker, 0.0) + shares[event.week] * brought
    return equivalents
