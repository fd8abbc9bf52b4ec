"""Everybody who may come: each role within and beyond a team, and all who are not to be let in."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from fastapi.testclient import TestClient

from api.access.permissions import CLIENT_VERBS
from api.access.tokens import Prefix, new_token
from api.storage.clock import DAY
from api.storage.tables import ApiClientRow, SessionRow, UserRow
from api.storage.unit import Unit
from tests.service.places import Place

AGENCY = "riverside"


def _person(role: str, *teams: str, worker: str | None = None) -> Callable[[Place], TestClient]:
    return lambda place: place.person(role, teams, worker)


def _changed(table: type[Any], **values: Any) -> Callable[[Place], TestClient]:
    """Return a maker of a supervisor of whose row, the newest of this table, something is otherwise."""

    def make(place: Place) -> TestClient:
        before = place.store.read(AGENCY, lambda unit: {row.id for row in unit.all(table)})
        client = place.person("supervisor", ["north"])

        def work(unit: Unit) -> None:
            for row in unit.all(table):
                if row.id not in before:
                    for name, value in values.items():
                        setattr(row, name, value)

        place.store.write(AGENCY, work)
        return client

    return make


def a_program(*scopes: str) -> Callable[[Place], TestClient]:
    """Return a maker of an API client with these scopes."""

    def make(place: Place) -> TestClient:
        token = new_token(Prefix.PROGRAM, AGENCY)

        def work(unit: Unit) -> None:
            row = ApiClientRow(
                agency=AGENCY,
                id=f"prg-{uuid4().hex[:12]}",
                token=token.hash,
                scopes=list(scopes),
                teams=["north"],
                expires_at=unit.now + DAY,
                by="usr-1",
            )
            unit.add(row)

        place.store.write(AGENCY, work)
        return place.client(token.text)

    return make


ROLES: Mapping[str, Callable[[Place], TestClient]] = {
    "anonymous": lambda place: place.client(),
    "worker-self": _person("worker", worker="w-002"),
    "worker-other": _person("worker", worker="w-003"),
    "manager-in": _person("case-manager", "north"),
    "manager-out": _person("case-manager", "south-of-nowhere"),
    "supervisor-in": _person("supervisor", "north"),
    "supervisor-out": _person("supervisor", "south-of-nowhere"),
    "wellbeing-lead": _person("wellbeing-lead"),
    "agency-admin": _person("agency-admin"),
    "auditor": _person("auditor"),
    "program": a_program(*sorted(CLIENT_VERBS)),
    "program-bare": a_program(),
    "disabled": _changed(UserRow, enabled=False),
    "expired": _changed(SessionRow, ends_at=0),
    "pending": _changed(UserRow, one_time=True),
}
"""Who comes, and how to make them; the three last would be supervisors of the own team."""
