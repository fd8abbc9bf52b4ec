"""People of the tests who sign in by themselves: with a password, and with a second factor."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pyotp
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import select

from api.access.passwords import hashed
from api.storage.tables import AuditRow, UserRow
from api.storage.unit import Unit
from tests.service.places import KEYS, Place, fresh

PASSWORD = "nine tall trees by 1 river"
_HASHED = hashed(PASSWORD)


@dataclass
class Person:
    """Somebody with a password, at a place."""

    place: Place
    id: str
    login: str
    seed: str | None = None
    agency: str = "riverside"
    password: str = PASSWORD
    tokens: list[str] = field(default_factory=list)

    def code(self, later: int = 0) -> str:
        """Return what the authenticator shows; `later`: so many steps of 30 seconds."""
        assert self.seed is not None
        return pyotp.TOTP(self.seed).at(self.place.clock.now // 1000, counter_offset=later)

    def tries(self, **other: Any) -> Response:
        """Try to sign in with what is theirs, or with something else."""
        given = {"agency": self.agency, "login": self.login, "password": self.password}
        if self.seed:
            given["code"] = self.code()
        return self.place.client().post("/v1/sessions", json=given | other)

    def signed_in(self) -> TestClient:
        """Return a client of a session of theirs; the clock goes on a step, so that codes are fresh."""
        answer = self.tries()
        assert answer.status_code == 201, answer.text
        self.place.clock.now += 30_000
        self.tokens.append(answer.json()["token"])
        return self.place.client(self.tokens[-1])

    def row(self) -> UserRow:
        return self.place.store.read(self.agency, lambda unit: unit.get(UserRow, self.id))

    def change(self, **values: Any) -> None:
        def write(unit: Unit) -> None:
            row = unit.get(UserRow, self.id, lock=True)
            for name, value in values.items():
                setattr(row, name, value)

        self.place.store.write(self.agency, write)


def somebody(
    place: Place, role: str = "worker", worker: str | None = "w-002", *, second_factor: bool = False
) -> Person:
    """Return a new person with a password and, where asked, with a second factor."""
    known = uuid4().hex[:10]
    person = Person(
        place, f"usr-{known}1", f"u-{known}1", pyotp.random_base32() if second_factor else None
    )
    row = UserRow(
        agency="riverside",
        id=person.id,
        login=person.login,
        password=_HASHED,
        role=role,
        teams=["north"],
        worker=worker,
    )
    if person.seed:
        row.totp = KEYS.seal(person.seed, f"user_account/riverside/{person.id}/totp")
    place.store.write("riverside", lambda unit: unit.add(row))
    return person


def post(client: TestClient, path: str, body: Any = None, version: int | None = None) -> Response:
    """Send a fresh POST."""
    return client.post(path, json=body, headers=fresh(version))


def recorded(place: Place, action: str, agency: str = "riverside") -> list[Any]:
    """Return what stands in the record of an action."""
    query = select(AuditRow).where(AuditRow.agency == agency, AuditRow.action == action)
    return place.store.read(agency, lambda unit: list(unit.session.exec(query)))
