"""What the runs of one policy look like week by week, gathered so that each run can be forgotten."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from planner.domain import Policy
from planner.present.report.material import Series, Shares
from planner.problem.arrays import Floats
from planner.simulate.measures import Happened, burden, shares
from planner.simulate.parameters import Parameters

_QUANTILES = (0.1, 0.5, 0.9)
_PERCENT = 100


@dataclass(frozen=True)
class Weekly:
    """One run, small enough to keep: T weeks after the warm-up, W posts."""

    dose: Floats  # (3, T) tenth, middle and ninetieth in a hundred workers, in % of their own budget
    waiting: Floats  # (T,) cases that wait at the end of the week
    burden: Floats  # (W,) what each post carried of its budget in %, rising


def weekly(trace: Happened, parameters: Parameters) -> Weekly:
    """Return what is kept of a run."""
    carried = _PERCENT * shares(trace, parameters)
    rows = [week[~np.isnan(week)] for week in carried]
    dose = [np.quantile(row, _QUANTILES) if len(row) else np.zeros(len(_QUANTILES)) for row in rows]
    return Weekly(
        dose=np.array(dose).reshape(len(rows), len(_QUANTILES)).T,
        waiting=trace.waiting[parameters.warm_up_weeks :].astype(np.float64),
        burden=np.sort(_PERCENT * burden(trace, parameters)),
    )


def dose_series(name: str, runs: Iterable[Weekly], policy: Policy) -> Series:
    """Return the fan of dose over workers, each quantile the mean over the runs."""
    low, middle, high = np.mean([run.dose for run in runs], axis=0)
    whole = np.full(len(middle), float(_PERCENT))
    action = _PERCENT * policy.action_level_share / 1000
    weeks = np.arange(1, len(middle) + 1)
    return Series(name, weeks, low, middle, high, whole, action)


def waiting_series(name: str, runs: Iterable[Weekly]) -> Series:
    """Return how many cases wait: the middle run, and between which eight in ten runs are."""
    low, middle, high = np.quantile([run.waiting for run in runs], _QUANTILES, axis=0)
    return Series(name, np.arange(1, len(middle) + 1), low, middle, high)


def share_series(name: str, runs: Iterable[Weekly]) -> Shares:
    """Return what workers carried from the least to the most, each place the mean over the runs.

    Runs differ in how many posts were ever filled; each is read at the same number of places.
    """
    rows = [run.burden for run in runs if len(run.burden)]
    if not rows:
        return Shares(name, np.zeros(0))
    places = np.linspace(0, 1, max(map(len, rows)))
    even = [np.interp(places, np.linspace(0, 1, len(row)), row) for row in rows]
    return Shares(name, np.mean(even, axis=0))
