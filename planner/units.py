"""What the planner counts in, and how amounts read from outside become whole.

Everything inside is a whole number from the moment it is measured: work in minutes a week, dose in
thousandths of an exposure unit (one unit = one hour of live contact with indirect trauma of tier 1),
shares in thousandths, cost in cost points. Loads are rounded up once and limits down, so that no
limit is missed by a rounding. Only `present` and `explain.wording` divide.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

Minutes: TypeAlias = int  # of work
Dose: TypeAlias = int  # thousandths of an exposure unit, per week
Thousandths: TypeAlias = int  # of a share, a weight or a score point
Cost: TypeAlias = int  # cost points: ten-millionths of an expected STS point above the cut-off

COST_POINTS_PER_STS_POINT = 10_000_000
MINUTES_PER_HOUR = 60
DAYS_PER_WEEK = 7
WEEKS_PER_MONTH = Decimal(365) / 12 / 7
ROUNDING_NOISE = 1e-6  # taken off before rounding up, so that floating point adds no unit


def whole(amount: Decimal | float | str, per_unit: int) -> int:
    """Return an amount read from outside in whole small units, halves away from zero."""
    scaled = Decimal(str(amount)) * per_unit
    return int(scaled.to_integral_value(rounding=ROUND_HALF_UP))


def minutes(hours: Decimal | float | str) -> Minutes:
    """Return hours as whole minutes."""
    return whole(hours, MINUTES_PER_HOUR)


def thousandths(amount: Decimal | float | str) -> Thousandths:
    """Return an amount as whole thousandths."""
    return whole(amount, 1000)
