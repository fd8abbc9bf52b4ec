"""The engine of the embedded database: a thread that works, a thread that watches, no server."""

import logging
from collections.abc import Callable
from threading import Event, Thread

from api.jobs.watch import Watch
from api.jobs.worker import Worker
from api.settings import Settings
from api.storage.store import Store

_LOG = logging.getLogger("caseload")
_POLL = 1.0  # seconds; jobs asked for in another process are found so soon


class Embedded:
    """Works on all agencies' jobs in turn."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._worker = Worker(store, settings)
        self._watch = Watch(store, settings.lease_seconds)
        self._stopping, self._woken = Event(), Event()
        self._threads = [
            Thread(target=self._works, name="jobs", daemon=True),
            Thread(target=self._watches, name="jobs-watch", daemon=True),
        ]

    def start(self) -> None:
        """Begin to work."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Give back what is in hand and end."""
        self._stopping.set()
        self._worker.stop()
        self._woken.set()
        for thread in self._threads:
            thread.join()

    def wake(self) -> None:
        """Look for work now."""
        self._woken.set()

    def _works(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            if not any(self._each(self._worker.step)):
                self._woken.wait(_POLL)

    def _watches(self) -> None:
        while not self._stopping.wait(self._watch.every):
            if any(self._each(self._watch.look)):
                self.wake()

    def _each(self, look: Callable[[str], object]) -> list[object]:
        """Look at all agencies; where the database is away, at the next time."""
        found: list[object] = []
        try:
            for agency in self._store.agencies():
                found.append(look(agency))
        except Exception as error:  # nothing is to end a thread
            _LOG.error("%s while looking for jobs", type(error).__name__)
            return []
        return found
