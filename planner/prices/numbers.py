"""The numbers by which prices are made; every one is named and explained in `numbers.toml`."""

from dataclasses import dataclass
from functools import cache

from planner.sourced import shipped
from planner.units import COST_POINTS_PER_STS_POINT, Cost


@dataclass(frozen=True)
class Numbers:
    """See `numbers.toml`."""

    horizon_weeks: int
    weeks_a_bucket: int
    futures: int
    kept: int
    sts_points_per_weight: int
    days_good: int
    held_above: int

    @property
    def buckets(self) -> int:
        """How many buckets the horizon has; the last may reach beyond it."""
        return -(-self.horizon_weeks // self.weeks_a_bucket)

    @property
    def weeks(self) -> int:
        """The weeks of all buckets."""
        return self.buckets * self.weeks_a_bucket

    @property
    def cost_of_weight(self) -> Cost:
        """What one unit of urgency weight without room is worth, in cost points."""
        return COST_POINTS_PER_STS_POINT * self.sts_points_per_weight // 1000


@cache
def shipped_numbers() -> Numbers:
    """Return the numbers as shipped."""
    entries = shipped("planner.prices", "numbers.toml")
    return Numbers(**{name: entry.number for name, entry in entries.items()})
