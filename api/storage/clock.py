"""What time it is, handed in: an instant is whole milliseconds since 1970 in UTC."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from time import time_ns
from typing import TypeAlias
from zoneinfo import ZoneInfo

Clock: TypeAlias = Callable[[], int]

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_NANOSECONDS = 1_000_000


def system_clock() -> int:
    """Return the instant by this machine's clock."""
    return time_ns() // _NANOSECONDS


def day_of(instant: int, time_zone: str) -> date:
    """Return the day it is at an instant in a time zone."""
    return datetime.fromtimestamp(instant / SECOND, ZoneInfo(time_zone)).date()


def written(instant: int) -> str:
    """Return an instant as RFC 3339 text in UTC."""
    return datetime.fromtimestamp(instant / SECOND, UTC).isoformat(timespec="milliseconds")
