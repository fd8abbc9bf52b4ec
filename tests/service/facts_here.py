"""A place with a second team, and bodies that tests of facts send."""

from typing import Any

from fastapi.testclient import TestClient

from api.examples import facts
from tests.service.places import Place, fresh

NEW = {"If-None-Match": "*"}


def against(version: int) -> dict[str, str]:
    return {"If-Match": f'"{version}"'}


def worker(id: str, **changes: Any) -> dict[str, Any]:
    plain = facts.WORKER["facts"] | {"worker": id, "supervisor": None, "leave": []}
    return {"facts": plain | changes}


def case(id: str, team: str = "north", holder: str = "w-001", **changes: Any) -> dict[str, Any]:
    told = facts.CASE["facts"] | {"case": id, "held_by": None} | changes
    return {"team": team, "holder": holder, "facts": told}


def south(place: Place) -> TestClient:
    """Make team south with a worker w-050 who holds c-500; return an admin."""
    admin = place.person("agency-admin")
    body = {"facts": facts.TEAM["facts"] | {"id": "south", "office": "hill", "supervisor": None}}
    assert admin.put("/v1/teams/south", json=body, headers=NEW).status_code == 201
    made = admin.post("/v1/workers", json=worker("w-050", team="south"), headers=fresh())
    assert made.status_code == 201, made.text
    manager = place.person("case-manager", ["south"])
    taken = manager.post("/v1/cases", json=case("c-500", "south", "w-050"), headers=fresh())
    assert taken.status_code == 201, taken.text
    return admin


def ids(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row["id"] for row in answer.json()["data"]]


def places(answer: Any) -> set[tuple[str, str]]:
    """Return file and column of each fault of a refusal of bad input."""
    assert answer.status_code == 422, answer.text
    return {(fault["file"], fault["column"]) for fault in answer.json()["faults"]}
