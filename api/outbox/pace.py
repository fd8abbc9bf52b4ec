"""When is a delivery tried again, and when is it given up?"""

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from random import uniform

from api.storage.clock import DAY, HOUR, MINUTE, SECOND

SCHEDULE = (
    5 * SECOND,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    24 * HOUR,
)
"""The wait after each attempt that failed; about three days in all.

Source: Standard Webhooks, the specification, section "Retry schedule".
"""

_JITTER = 0.1


@dataclass(frozen=True)
class Pace:
    """How a dispatcher goes about it: waits and the lease in milliseconds, seconds between steps."""

    schedule: tuple[int, ...] = SCHEDULE
    lease: int = 5 * MINUTE
    every: float = 1.0
    longest: int = DAY

    def wait(self, attempt: int, asked: int | None) -> int | None:
        """Return how long to wait after the attempt of a number, or None where it is given up.

        A tenth is left to chance, so that what failed together is not tried again together. A longer
        wait that the other side asked for holds, up to a day.
        """
        if attempt > len(self.schedule):
            return None
        planned = int(self.schedule[attempt - 1] * uniform(1 - _JITTER, 1 + _JITTER))  # noqa: S311
        return max(planned, min(asked or 0, self.longest))


def asked_for(retry_after: str, now: int) -> int | None:
    """Return the milliseconds that a header Retry-After asks to wait, if it says so plainly."""
    if retry_after.isdecimal() and retry_after.isascii():
        return int(retry_after[:9]) * SECOND
    try:
        return max(0, int(parsedate_to_datetime(retry_after).timestamp() * SECOND) - now)
    except (ValueError, OverflowError):
        return None
