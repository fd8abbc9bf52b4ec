"""A service with two small agencies, on SQLite; its clock stands still until a test moves it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from fastapi.testclient import TestClient
from sqlalchemy import Engine

from api.access.tokens import Prefix, new_token
from api.agencies.begin import begin
from api.app import create_app
from api.examples.agency import AGENCY
from api.keys import Keys
from api.settings import Settings
from api.storage.clock import HOUR, SECOND
from api.storage.engine import open_engine
from api.storage.prepare import prepare
from api.storage.store import Store
from api.storage.tables import SessionRow, UserRow
from api.storage.unit import Unit
from planner.domain import Kind
from planner.intake import agency_from_json

NOW = int(datetime(2025, 10, 6, 9, tzinfo=UTC).timestamp() * SECOND)
KEYS = Keys(b"k" * 32)


@dataclass
class StillClock:
    """A clock that a test moves."""

    now: int = NOW

    def __call__(self) -> int:
        return self.now


@dataclass
class Place:
    """A running service: its store, its clock, and clients of people signed in."""

    store: Store
    clock: StillClock = field(default_factory=StillClock)
    settings: Settings = field(default_factory=Settings)

    def app(self) -> Any:
        if not hasattr(self, "_app"):
            self._app = create_app(self.settings, self.store, KEYS)
        return self._app

    def person(
        self,
        role: str,
        teams: Iterable[str] = (),
        worker: str | None = None,
        agency: str = "riverside",
        stepped_up: bool = True,
    ) -> TestClient:
        """Return a client of a new person of this role, signed in."""
        token = new_token(Prefix.SESSION, agency)

        def write(unit: Unit) -> None:
            user = UserRow(
                agency=agency,
                id=f"usr-{uuid4().hex[:12]}1",
                login=f"{role}-{uuid4().hex[:8]}1",
                role=role,
                teams=list(teams),
                worker=worker,
            )
            unit.add(user)
            unit.session.add(
                SessionRow(
                    agency=agency,
                    id=token.hash,
                    user=user.id,
                    created_at=unit.now,
                    seen_at=unit.now,
                    ends_at=unit.now + 12 * HOUR,
                    stepped_up_at=unit.now if stepped_up else None,
                    second_factor=True,
                )
            )

        self.store.write(agency, write)
        return self.client(token.text)

    def client(self, token: str | None = None) -> TestClient:
        """Return a client that shows a token, or none."""
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        return TestClient(self.app(), "http://127.0.0.1", headers=headers, raise_server_exceptions=True)


def fresh(version: int | None = None) -> dict[str, str]:
    """Return the headers of a new POST, against a version where one is given."""
    headers = {"Idempotency-Key": str(uuid4())}
    return headers if version is None else headers | {"If-Match": f'"{version}"'}


def on(engine: Engine, agencies: Iterable[str] = ("riverside", "lakeside")) -> Place:
    """Return a service on a database whose tables are there, with the small made-up agency in each."""
    clock = StillClock()
    place = Place(Store(engine, clock, KEYS.audit, several=True), clock)
    for agency in agencies:
        begin(place.store, agency, agency_from_json(AGENCY))
    return place


def embedded(folder: Path, agencies: Iterable[str] = ("riverside", "lakeside")) -> Place:
    """Return a service on a new SQLite file."""
    return on(open_engine(embedded_address(folder)), agencies)


def embedded_address(folder: Path) -> str:
    """Return the address of a new prepared SQLite file."""
    path = folder / "caseload.db"
    path.write_bytes(_prepared())
    return f"sqlite:///{path}"


@cache
def _prepared() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        engine = open_engine(f"sqlite:///{path}")
        prepare(engine)
        engine.dispose()
        return path.read_bytes()


def renamed(value: Any, mark: str) -> Any:
    """Return JSON with a mark after every id of the small agency."""
    if isinstance(value, dict):
        return {key: renamed(inner, mark) for key, inner in value.items()}
    if isinstance(value, list):
        return [renamed(inner, mark) for inner in value]
    is_id = isinstance(value, str) and re.fullmatch(r"[wc]-\d{3}|north|riverside|police-referral", value)
    return f"{value}{mark}" if is_id else value


SOUTH, FAR = "south", "zq9far"
"""The marks of what is another team's, and of what is another agency's: a canary."""


def two_teams(engine: Engine) -> Place:
    """Return a service with an agency of two teams alike, and another agency whose every id is a canary.

    In each team somebody is on duty today, and an immediate response (c-104) waits.
    """
    clock = StillClock()
    place = Place(Store(engine, clock, KEYS.audit, several=True), clock)
    team = _with_duty(AGENCY)
    other = renamed(team, SOUTH)
    tables = ("teams", "referral_types", "workers", "cases", "assignments", "exposures")
    both = team | {table: [*team[table], *other[table]] for table in tables}
    far = renamed(team, FAR) | {"name": f"Elsewhere {FAR}"}
    for name, agency in (("riverside", both), ("lakeside", far)):
        begin(place.store, name, agency_from_json(agency))
    return place


def _with_duty(agency: dict[str, Any]) -> dict[str, Any]:
    today = agency["date"]
    workers = [
        worker | ({"duty": [f"{today}/{today}"]} if worker["worker"] == "w-002" else {})
        for worker in agency["workers"]
    ]
    plain = next(case for case in agency["cases"] if case["case"] == "c-101")
    urgent = {"kind": Kind.IMMEDIATE_RESPONSE.value, "response_deadline": today}
    cases = [*agency["cases"], *(plain | urgent | {"case": case} for case in ("c-104", "c-105"))]
    return agency | {"workers": workers, "cases": cases}
