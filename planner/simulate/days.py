"""Which weekday and which week each simulated day is."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from planner.domain.calendar import WORKING_DAYS_A_WEEK
from planner.problem.arrays import Bools, Floats, Ints
from planner.simulate.parameters import Parameters
from planner.units import DAYS_PER_WEEK

DAYS_A_SOLAR_YEAR = 365.25


@dataclass(frozen=True)
class Calendar:
    """The days of a run, the warm-up included, from the agency's date; D days."""

    first: date
    days: int

    @cached_property
    def weekday(self) -> Ints:
        """Each day's weekday, 0 for Monday, shape (D,)."""
        days: Ints = (self.first.weekday() + np.arange(self.days)) % DAYS_PER_WEEK
        return days

    @cached_property
    def working(self) -> Bools:
        """Whether each day is one from Monday to Friday, shape (D,)."""
        days: Bools = self.weekday < WORKING_DAYS_A_WEEK
        return days

    @cached_property
    def week(self) -> Ints:
        """Each day's week from Monday to Sunday, the first one cut where it is, shape (D,)."""
        weeks: Ints = (self.first.weekday() + np.arange(self.days)) // DAYS_PER_WEEK
        return weeks

    @cached_property
    def season(self) -> Floats:
        """How much of the year is over on each day, 0 to 1, shape (D,)."""
        of_year = self.first.timetuple().tm_yday - 1 + np.arange(self.days)
        season: Floats = (of_year.astype(np.float64) % DAYS_A_SOLAR_YEAR) / DAYS_A_SOLAR_YEAR
        return season


def calendar_of(first: date, parameters: Parameters) -> Calendar:
    """Return the days of a run that starts on a date."""
    return Calendar(first, (parameters.warm_up_weeks + parameters.weeks) * DAYS_PER_WEEK)
