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

from api.snapshots.snapshot import Snapshots
from api.storage import tables
from api.storage.clock import DAY
from api.storage.engine import open_engine
from api.storage.prepare import prepare
from api.storage.tables import NoticeRow
from api.storage.tables.base import Keyed
from api.storage.unit import Unit
from tests.service.access.described import Operation
from tests.service.access.roles import ROLES
from tests.service.places import FAR, SOUTH, Place, fresh, renamed, two_teams

SIDES = {"own-team": "", "other-team": SOUTH, "other-agency": FAR, "absent": "none"}
"""Whose object it is, and the mark on the ids there; those of nobody are in no table."""

TABLE: dict[str, type[Keyed]] = {
    "proposals": tables.ProposalRow,
    "asks": tables.AskRow,
    "consents": tables.ConsentRow,
    "reviews": tables.ReviewRow,
    "cases": tables.CaseRow,
    "assignments": tables.AssignmentRow,
    "workers": tables.WorkerRow,
    "teams": tables.TeamRow,
    "notices": tables.NoticeRow,
    "supervision-offers": tables.NoticeRow,
}
"""Which table the ids in a path are of, by the part of the path before them."""

ABOUT_NOTHING = frozenset(
    {
        *("makePlan", "suggestWorker", "explainCase", "explainPlan", "checkClaims"),
        *("readModelCard", "isLive", "isReady"),
    }
)
"""Operations that are about no object of anybody."""

BODIES: dict[str, dict[str, Any]] = {"assignOnDuty": {"case": "c-105", "worker": "w-002"}}
"""Bodies for operations whose example would not be accepted here; others are sent their example."""

CHOSEN = {"cases": "c-090", "workers": "w-002", "teams": "north"}
"""Which of several is the object."""


class NoRecipe(AssertionError):
    """The tests do not know what to make for an operation."""


@dataclass
class World:
    """The place, everybody who comes, the ids of what they ask about, and how all of it was at first."""

    place: Place
    file: Path
    people: dict[str, TestClient] = field(default_factory=dict)
    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)

    def kind(self, operation: Operation) -> str:
        """Return the kind of object an operation is about; fails where that is not known."""
        kind = operation.segments[0]
        if kind not in TABLE and operation.example() is None:
            raise NoRecipe(f"{operation.id} ({operation.path}): add {kind!r} to TABLE in {__file__}")
        return kind

    def ask(self, operation: Operation, role: str, side: str) -> Response:
        """Send a request that would be good, about an object of a side, as somebody."""
        mark = SIDES[side]
        path, headers = operation.path, {}
        if "{" in path:
            about = self.ids.get((self.kind(operation), side), f"no-such-{mark}")
            path = path.replace("{id}", about)
            if operation.brings("If-Match"):
                headers = {"If-Match": f'"{self.versions.get(about, 1)}"'}
        if "{" in path:
            raise NoRecipe(f"{operation.id}: nothing is known of the names in {operation.path}")
        if operation.brings("Idempotency-Key"):
            headers |= fresh()
        body = BODIES.get(operation.id, operation.example())
        body = None if body is None else renamed(body, mark)
        person = self.people[role]
        return person.request(operation.method.upper(), path, json=body, headers=headers)

    def again(self) -> None:
        """Put everything back as it was at first."""
        _copy(self.file.with_suffix(".first"), self.file)
        self.place.app().state.snapshots = Snapshots()


def _copy(one: Path, other: Path) -> None:
    with closing(sqlite3.connect(one)) as old, closing(sqlite3.connect(other, timeout=20)) as new:
        old.backup(new)


@contextmanager
def a_world(folder: Path) -> Iterator[World]:
    """Yield a world in a folder."""
    file = folder / "caseload.db"
    engine = open_engine(f"sqlite:///{file}")
    prepare(engine)
    world = World(two_teams(engine), file)
    for side in ("own-team", "other-team", "other-agency"):
        _make(world, side)
    world.people = {role: make(world.place) for role, make in ROLES.items()}
    _copy(file, file.with_suffix(".first"))
    yield world
    engine.dispose()


def _version(table: type[Any], key: str, unit: Unit) -> int:
    version: int = unit.get(table, key).version
    return version


def _make(world: World, side: str) -> None:
    """Make one of every kind: by asking the service for it where it can be asked for."""
    mark, place = SIDES[side], world.place
    agency = "lakeside" if side == "other-agency" else "riverside"
    manager = place.person("case-manager", [f"north{mark}"], agency=agency)
    why = {"reason_code": "continuity", "reason": "Knows the school."}
    case, worker = f"c-101{mark}", f"w-002{mark}"

    def post(path: str, **body: Any) -> Any:
        answer = manager.post(path, json=body, headers=fresh())
        assert answer.status_code == 201, answer.text
        return answer.json()

    def notice(unit: Unit) -> None:
        row = NoticeRow(agency=agency, id=f"ntc-1{mark}", worker=worker, kind="action-level")
        unit.add(row)
        row.created_at = unit.now - 2 * DAY

    made = {
        "proposals": post("/v1/proposals", case=case)["id"],
        "asks": post("/v1/asks", case=case, worker=worker, **why)["id"],
        "consents": post("/v1/consents", case=case, worker=worker, **why)["id"],
    }
    urgent = post("/v1/immediate-assignments", case=f"c-104{mark}", worker=worker)
    made |= {"reviews": urgent["review"]["id"], "assignments": urgent["assignment"]["id"]}
    place.store.write(agency, notice)
    made |= {kind: f"{key}{mark}" for kind, key in CHOSEN.items()}
    made |= dict.fromkeys(("notices", "supervision-offers"), f"ntc-1{mark}")
    for kind, key in made.items():
        world.ids[kind, side] = key
        world.versions[key] = place.store.read(agency, partial(_version, TABLE[kind], key))
