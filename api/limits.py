"""How much work the service takes on: in one question, and at one time."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from api.errors import Busy
from api.settings import Settings
from planner.domain import Agency
from planner.errors import TooLarge


class Limits:
    """The limits of one running service; shared by all its threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._free = BoundedSemaphore(settings.most_at_once)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Hold one of the few places for work, or raise Busy where none is free."""
        if not self._free.acquire(blocking=False):
            raise Busy("All places for work are taken. Ask again in a few seconds.")
        try:
            yield
        finally:
            self._free.release()

    def seconds(self, wished: float) -> float:
        """Return how long may be searched."""
        return min(wished, self._settings.most_seconds)

    def check_size(self, agency: Agency) -> None:
        """Raise TooLarge where new cases times workers are more than one call takes on."""
        pairs = len(agency.new_cases) * len(agency.workers)
        if pairs > self._settings.most_pairs:
            raise TooLarge(
                f"{len(agency.new_cases):,} new cases times {len(agency.workers):,} workers are"
                f" {pairs:,} pairs; one call takes on {self._settings.most_pairs:,}. The command"
                " line takes on any number."
            )
