"""What fitted figures are counted in."""

from decimal import Decimal

from planner.units import whole

THOUSAND = 1000
MILLION = 1_000_000
WEEKS_A_YEAR = 52
PER_PERCENT = 10  # thousandths


def percent(figure: Decimal) -> int:
    """Return a percentage in thousandths, at most all of it."""
    return min(THOUSAND, whole(figure, PER_PERCENT))
