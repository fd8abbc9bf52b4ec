"""A service with objects for every operation: of each team, of another agency, of nobody."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

from api.settings import Settings
from api.snapshots.snapshot import Snapshots
from api.storage.engine import open_engine
from api.storage.prepare import prepare
from api.storage.unit import Unit
from tests.service.access.bodies import QUERY, body_of, sent_in
from tests.service.access.described import Operation
from tests.service.access.kinds import NUMBERS, TABLE, NoRecipe, kind_of
from tests.service.access.making import Maker, with_passwords
from tests.service.access.roles import ROLES
from tests.service.places import FAR, SOUTH, Place, fresh, two_teams

SIDES = {"own-team": "", "other-team": SOUTH, "other-agency": FAR, "absent": "zq9nix"}
"""Whose object it is, and the mark on the ids there; those of nobody are in no table.

The two last are as long as each other, so that an answer that repeats what was sent is so too.
"""

PATIENT = Settings(tries_a_minute=1000, sign_ins_a_minute=1000)


@dataclass
class World:
    """The place, everybody who comes, the ids of what they ask about, and how all of it was at first."""

    place: Place
    file: Path
    people: dict[str, TestClient] = field(default_factory=dict)
    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)

    def ask(self, operation: Operation, role: str, side: str) -> Response:
        """Send a request that would be good, about an object of a side, as somebody."""
        mark = SIDES[side]
        path, headers, about = operation.path.replace("{number}", NUMBERS[side]), {}, ""
        if "{" in path:
            about = self.ids.get((kind_of(operation), side), f"no-such-{mark}")
            path = path.replace("{id}", about).replace("{job}", about)
        if "{" in path:
            raise NoRecipe(f"{operation.id}: nothing is known of the names in {operation.path}")
        if operation.brings("If-Match"):
            headers = {"If-Match": f'"{self.versions.get(about, 1)}"'}
        if operation.brings("Idempotency-Key"):
            headers |= fresh()
        path += QUERY.get(operation.id, "")
        person, body = self.people[role], body_of(operation, mark)
        return person.request(
            operation.method.upper(), path, json=body, headers=headers, follow_redirects=False
        )

    def sent(self, operation: Operation, side: str) -> set[str]:
        """Return the ids of a side that are sent in the body of an operation."""
        return sent_in(body_of(operation, SIDES[side]), SIDES[side])

    def again(self) -> None:
        """Put everything back as it was at first."""
        _copy(self.file.with_suffix(".first"), self.file)
        self.place.app().state.snapshots = Snapshots()


def _copy(one: Path, other: Path) -> None:
    with closing(sqlite3.connect(one)) as old, closing(sqlite3.connect(other, timeout=20)) as new:
        old.backup(new)


@contextmanager
def a_world(folder: Path, settings: Settings = PATIENT) -> Iterator[World]:
    """Yield a world in a folder."""
    file = folder / "caseload.db"
    engine = open_engine(f"sqlite:///{file}")
    prepare(engine)
    world = World(two_teams(engine), file)
    fill(world, settings)
    _copy(file, file.with_suffix(".first"))
    yield world
    engine.dispose()


def fill(world: World, settings: Settings = PATIENT) -> None:
    """Make one of every kind on each side, and everybody who comes."""
    world.place.settings = settings
    for side in ("own-team", "other-team", "other-agency"):
        _make(world, side)
    world.people = {role: make(world.place) for role, make in ROLES.items()}
    world.place.store.write("riverside", with_passwords)


def _row(table: type[Any], key: str, unit: Unit) -> Any:
    return unit.get(table, key)


def _make(world: World, side: str) -> None:
    """Make one of every kind."""
    place, agency = world.place, "lakeside" if side == "other-agency" else "riverside"
    for kind, key in Maker(place, agency, SIDES[side]).made().items():
        world.ids[kind, side] = key
        row = place.store.read(agency, partial(_row, TABLE[kind], key))
        world.versions[key] = getattr(row, "version", 1)
