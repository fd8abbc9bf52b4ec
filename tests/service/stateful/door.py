"""The service as it is called in process, on a prepared database that every run starts from anew."""

import asyncio
import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.agencies.begin import begin
from api.settings import Settings
from api.snapshots.snapshot import Snapshots
from api.storage.clock import HOUR
from api.storage.engine import open_engine
from api.storage.prepare import prepare
from api.storage.store import Store
from planner.intake import agency_from_json
from tests.service.places import KEYS, NOW, Place, StillClock
from tests.service.stateful.agency import LAKESIDE, PEOPLE, RIVERSIDE, Person

_TABLES = ("worker", '"case"', "assignment", "exposure", "proposal", "ask", "consent", "audit", "event")


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def body(self) -> Any:
        return json.loads(self.raw) if self.raw else None

    @property
    def kind(self) -> str:
        """The name of a refusal, or nothing."""
        return "" if self.status < 400 else str(self.body["type"]).removeprefix("urn:caseload:problem:")


class House:
    """One running service; `fresh` puts its database back to where it began."""

    def __init__(self, folder: Path) -> None:
        self._start, path = folder / "start.db", folder / "caseload.db"
        first = open_engine(f"sqlite:///{self._start}")
        prepare(first)
        store = Store(first, StillClock(), KEYS.audit, several=True)
        begin(store, "riverside", agency_from_json(RIVERSIDE))
        begin(store, "lakeside", agency_from_json(LAKESIDE))
        place = Place(store)
        self.people = {person.name: _signed_in(place, person) for person in PEOPLE}
        first.dispose()
        self.clock = StillClock()
        self._path = path
        self._engine = open_engine(f"sqlite:///{path}")
        settings = Settings(requests_a_minute=10**9)
        self.store = Store(self._engine, self.clock, KEYS.audit, several=True)
        self.app = Place(self.store, self.clock, settings).app()
        self._loop = asyncio.new_event_loop()
        self.rows = sqlite3.connect(":memory:")
        self.recorded = self.told = 0  # how much of the record and of the events was looked at

    def fresh(self) -> None:
        """Begin again: rows, clock, and what the service keeps in its memory."""
        self.rows.close()
        self._engine.dispose()
        for path in self._path.parent.glob(f"{self._path.name}*"):
            path.unlink()
        shutil.copyfile(self._start, self._path)
        self.clock.now = NOW
        self.app.state.snapshots = Snapshots()
        self.recorded = self.told = 0
        self.rows = sqlite3.connect(self._path)

    def close(self) -> None:
        self.rows.close()
        self._engine.dispose()
        self._loop.close()

    def keep_house(self, keep: Callable[[Store, Snapshots], None]) -> None:
        """Let the service do what is due."""
        keep(self.store, self.app.state.snapshots)

    def later(self, milliseconds: int) -> None:
        """Move the clock; everybody signs in again and shows their second factor."""
        now = self.clock.now = self.clock.now + milliseconds
        sql = "UPDATE session SET created_at=?, seen_at=?, stepped_up_at=?, ends_at=?"
        self.rows.execute(sql, (now, now, now, now + 12 * HOUR))
        self.rows.commit()

    def elsewhere(self) -> list[Any]:
        """Return all that is kept of the other agency."""
        sql = "SELECT * FROM {} WHERE agency = 'lakeside' ORDER BY 1, 2"
        return [self.rows.execute(sql.format(table)).fetchall() for table in _TABLES]

    def call(
        self,
        person: Person,
        method: str,
        path: str,
        body: Any = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Return the answer to a request of somebody."""
        raw = b"" if body is None else json.dumps(body).encode()
        sent = {"host": "127.0.0.1", "authorization": f"Bearer {person.token}"} | (headers or {})
        if body is not None:
            sent |= {"content-type": "application/json", "content-length": str(len(raw))}
        path, _, query = path.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.lower().encode(), value.encode()) for name, value in sent.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
            "state": {},
        }
        return self._loop.run_until_complete(self._called(scope, raw))

    async def _called(self, scope: dict[str, Any], raw: bytes) -> Answer:
        told: list[dict[str, Any]] = []
        ended = asyncio.Event()
        asked = iter([{"type": "http.request", "body": raw, "more_body": False}])

        async def receive() -> dict[str, Any]:
            for each in asked:
                return each
            await ended.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            told.append(message)

        await self.app(scope, receive, send)
        ended.set()
        headers = {name.decode(): value.decode() for name, value in told[0]["headers"]}
        return Answer(told[0]["status"], headers, b"".join(m.get("body", b"") for m in told[1:]))


def _signed_in(place: Place, person: Person) -> Person:
    client = place.person(person.role, person.teams, person.worker, person.agency)
    token = client.headers["authorization"].removeprefix("Bearer ")
    sql = "SELECT user FROM session ORDER BY rowid DESC LIMIT 1"
    with place.store.engine.connect() as connection:
        key = connection.exec_driver_sql(sql).scalar_one()
    return Person(person.name, person.role, person.teams, person.worker, person.agency, key, token)
