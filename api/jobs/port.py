"""What an engine is to the service: something that can be started, stopped and told of a new job."""

from typing import Protocol

from api.settings import Settings
from api.storage.engine import is_sqlite
from api.storage.store import Store


class JobEngine(Protocol):
    """Works on jobs beside whatever else its process does."""

    def start(self) -> None:
        """Begin to work, in threads of its own."""

    def stop(self) -> None:
        """Take on nothing more, give back the job in hand, and return once all threads are over."""

    def wake(self) -> None:
        """Look for work now."""


def engine_for(store: Store, settings: Settings) -> JobEngine:
    """Return the engine of a database: an own one on SQLite, procrastinate on PostgreSQL."""
    if is_sqlite(store.engine):
        from api.jobs.embedded import Embedded

        return Embedded(store, settings)
    from api.jobs.carried import Carried

    return Carried(store, settings)
