"""How a worker shows that it is alive, and learns that its job is no longer its own."""

from threading import Event, Lock, Thread
from time import monotonic
from types import TracebackType
from typing import Protocol

from api.jobs.queue import Claim, Lost, beat
from api.storage.store import Store
from planner.errors import PlannerError

_LONGEST = 1.0  # seconds between beats, so that a cancelled search is gone within two
_IN_A_LEASE = 10


class Child(Protocol):
    """A process that can be ended at once."""

    def kill(self) -> None:
        """End it."""


class Heart:
    """Beats while its block is worked on; ends the child where the job is lost."""

    def __init__(self, store: Store, claim: Claim, lease_seconds: float) -> None:
        self._store, self._claim = store, claim
        self._every = min(_LONGEST, lease_seconds / _IN_A_LEASE)
        self._over, self._done = Event(), Event()
        self._lock = Lock()
        self._child: Child | None = None
        self._step, self._began = "reading", monotonic()
        self._thread = Thread(target=self._beats, name="heart", daemon=True)

    def __enter__(self) -> "Heart":
        """Begin to beat."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Stop."""
        self._done.set()
        self._thread.join()

    def during(self, step: str, child: Child | None = None) -> None:
        """Say what is being done, a code word, and in which child; or raise Lost."""
        with self._lock:
            self._step = step
            self._child = child or self._child
        if self._over.is_set():
            raise Lost

    def end(self) -> None:
        """Kill the child, whatever it does; the job is given up."""
        self._over.set()
        with self._lock:
            if self._child is not None:
                self._child.kill()

    def _beats(self) -> None:
        while not self._done.wait(self._every):
            try:
                if not self._beat():
                    return self.end()
            except PlannerError:
                continue  # the database is away; whether the job is lost, its fence will tell
        return None

    def _beat(self) -> bool:
        progress = {"step": self._step, "seconds": round(monotonic() - self._began)}
        return self._store.write(self._claim.agency, lambda unit: beat(unit, self._claim, progress))
