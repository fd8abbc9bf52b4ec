"""What the runs of one arm look like week by week, gathered so that each run can be forgotten."""

from dataclasses import dataclass, field

import numpy as np

from planner.domain import Policy
from planner.present.report.material import Series, Shares
from planner.problem.arrays import Floats, Ints
from planner.simulate.measures import Happened, burden, shares
from planner.simulate.parameters import Parameters

PLACES = 101  # at which what workers carried is read, from the least to the most
_QUANTILES = (0.1, 0.5, 0.9)
_PERCENT = 100
_LEAST_WIDTH = 64


@dataclass(frozen=True)
class Weekly:
    """One run, small enough to send: T weeks after the warm-up."""

    dose: Floats  # (3, T) tenth, middle and ninetieth in a hundred workers, in % of their own budget
    waiting: Ints  # (T,) cases that wait at the end of the week
    burden: (
        Floats  # (PLACES,) what posts carried of their budgets in %, rising; NaN where none was filled
    )


def weekly(trace: Happened, parameters: Parameters) -> Weekly:
    """Return what is told of a run."""
    carried = _PERCENT * shares(trace, parameters)
    rows = [week[~np.isnan(week)] for week in carried]
    dose = [np.quantile(row, _QUANTILES) if len(row) else np.zeros(len(_QUANTILES)) for row in rows]
    return Weekly(
        dose=np.array(dose).reshape(len(rows), len(_QUANTILES)).T,
        waiting=trace.waiting[parameters.warm_up_weeks :],
        burden=_at_places(np.sort(_PERCENT * burden(trace, parameters))),
    )


def _at_places(rising: Floats) -> Floats:
    """Return rising amounts read at PLACES even places, so that runs of any number of posts compare."""
    if not len(rising):
        return np.full(PLACES, np.nan)
    return np.interp(np.linspace(0, 1, PLACES), np.linspace(0, 1, len(rising)), rising)


@dataclass
class Average:
    """The mean of arrays of one shape, one after the other; those with NaN are left out.

    mean = mean before + (array - mean before) / count
    """

    count: int = 0
    mean: Floats = field(default_factory=lambda: np.zeros(0))

    def add(self, values: Floats) -> None:
        """Take one more array in."""
        if np.isnan(values).any():
            return
        self.count += 1
        self.mean = values.copy() if self.count == 1 else self.mean + (values - self.mean) / self.count


@dataclass
class Counted:
    """How often each whole number, 0 or more, came in each week, for the quantiles over runs."""

    counts: Ints = field(default_factory=lambda: np.zeros((0, _LEAST_WIDTH), dtype=np.int64))

    def add(self, values: Ints) -> None:
        """Take one more run in: a number a week."""
        weeks, width = self.counts.shape
        while width <= values.max(initial=0):
            width *= 2
        if (len(values), width) != self.counts.shape:
            more = (0, len(values) - weeks), (0, width - self.counts.shape[1])
            self.counts = np.pad(self.counts, more)
        self.counts[np.arange(len(values)), values] += 1

    def quantile(self, share: float) -> Floats:
        """Return a quantile of each week, between two runs by their distance, as numpy does."""
        upto = self.counts.cumsum(axis=1)
        place = share * (upto[:, -1:] - 1)
        below, above = ((upto > edge).argmax(axis=1) for edge in (np.floor(place), np.ceil(place)))
        found: Floats = below + (above - below) * (place - np.floor(place))[:, 0]
        return found


@dataclass
class Weeks:
    """The weeks of all runs of an arm; what it holds does not grow with the number of runs."""

    dose: Average = field(default_factory=Average)
    waiting: Counted = field(default_factory=Counted)
    burden: Average = field(default_factory=Average)

    def add(self, run: Weekly) -> None:
        """Take one more run in."""
        self.dose.add(run.dose)
        self.waiting.add(run.waiting)
        self.burden.add(run.burden)


def dose_series(name: str, weeks: Weeks, policy: Policy) -> Series:
    """Return the fan of dose over workers, each quantile the mean over the runs."""
    low, middle, high = weeks.dose.mean
    whole = np.full(len(middle), float(_PERCENT))
    action = _PERCENT * policy.action_level_share / 1000
    return Series(name, np.arange(1, len(middle) + 1), low, middle, high, whole, action)


def waiting_series(name: str, weeks: Weeks) -> Series:
    """Return how many cases wait: the middle run, and between which eight in ten runs are."""
    low, middle, high = (weeks.waiting.quantile(share) for share in _QUANTILES)
    return Series(name, np.arange(1, len(middle) + 1), low, middle, high)


def share_series(name: str, weeks: Weeks) -> Shares:
    """Return what workers carried from the least to the most, each place the mean over the runs."""
    return Shares(name, weeks.burden.mean)
