"""Who is asking, remembered for less than a second, so that a burst of requests looks it up once."""

from dataclasses import dataclass
from time import monotonic

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from api.access.actor import Actor
from api.access.sign_in import actor_of, shown
from api.storage.clock import SECOND
from api.storage.store import Store
from api.storage.tables import ApiClientRow, SessionRow, UserRow

REMEMBERED = 0.8  # seconds; what is revoked is to be revoked within one
_MOST = 10_000
_TABLES = frozenset({ApiClientRow, SessionRow, UserRow})


@dataclass(frozen=True)
class _Known:
    actor: Actor
    at: int
    looked_up: float
    people: int


class KnownActors:
    """Who showed which token a moment ago; of one process.

    What this process itself writes of people counts at once; what another writes, within a second.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, _Known] = {}

    async def actor(self, request: Request) -> Actor:
        """Return who sends a request, or raise NotSignedIn."""
        text = shown(request)
        known = self._known.get(text)
        if known is not None and self._good(known):
            return known.actor
        return await run_in_threadpool(self._looked_up, text)

    def _good(self, known: _Known) -> bool:
        return (
            0 <= self._store.clock() - known.at < SECOND
            and monotonic() - known.looked_up < REMEMBERED
            and self._store.times_written(known.actor.agency, _TABLES) == known.people
        )

    def _looked_up(self, text: str) -> Actor:
        self._known.pop(text, None)
        at, began, agency = self._store.clock(), monotonic(), "".join(text.split(".")[1:2])
        people = self._store.times_written(agency, _TABLES)
        actor = actor_of(self._store, text)
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[text] = _Known(actor, at, began, people)
        return actor
