"""Is every body refused that says too much or cannot be read, with nothing changed?"""

import gzip
import json
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from tests.service.access.described import Operation, operations
from tests.service.access.world import World, a_world
from tests.service.places import fresh

READONLY = ("agency", "version", "revision", "state", "role", "created_at", "by", "decided_by")
HOSTILE = (
    b"NaN",
    b'{"case": NaN}',
    b'{"case": Infinity}',
    b'{"case": 1e999}',
    b'{"case": ' + b"9" * 5_000 + b"}",
    b'{"case": "c-101", "case": "c-102"}',
    b'{"case": "\\ud800"}',
    b'{"case": "\\u0000"}',
    b"[" * 100_000,
    b"\xff\xfe",
    b"",
)
JSON = {"Content-Type": "application/json"}
WITH_BODY = [o for o in operations() if o.content() and not o.for_anybody]
WITH_PATH = [o for o in operations() if "{" in o.path]


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[World]:
    with a_world(tmp_path_factory.mktemp("hostile")) as world:
        yield world


def revision(world: World) -> list[tuple[int, ...]]:
    with world.place.store.engine.connect() as connection:
        query = "SELECT (SELECT sum(revision) FROM agency), (SELECT count(*) FROM audit)"
        return [tuple(row) for row in connection.execute(text(query))]


def path_of(operation: Operation) -> str:
    return operation.path.replace("{", "").replace("}", "")


@pytest.mark.parametrize("operation", WITH_BODY, ids=lambda operation: operation.id)
def test_no_field_more_is_taken(world, operation):
    before, path = revision(world), path_of(operation)
    for field in READONLY:
        body = operation.example() or {}
        if field in body:
            continue
        answer = world.people["supervisor-in"].request(
            operation.method.upper(), path, json=body | {field: "x"}, headers=fresh(1)
        )
        assert answer.status_code == 422, (field, answer.text)
    assert revision(world) == before


@pytest.mark.parametrize("operation", WITH_BODY, ids=lambda operation: operation.id)
def test_nothing_that_cannot_be_read_in_one_way_is_taken_or_makes_it_fail(world, operation):
    before, path, method = revision(world), path_of(operation), operation.method.upper()
    person = world.people["supervisor-in"]
    for body in HOSTILE:
        answer = person.request(method, path, content=body, headers=JSON | fresh(1))
        assert answer.status_code in (400, 422), (body[:40], answer.text)
    whole = json.dumps(operation.example()).encode()
    for headers, content in (
        ({"Content-Type": "text/plain"}, whole),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"case=c-101"),
        (JSON | {"Content-Encoding": "gzip"}, gzip.compress(whole)),
    ):
        answer = person.request(method, path, content=content, headers=headers | fresh(1))
        assert answer.status_code == 415, (headers, answer.text)
    large = b'"' + b"x" * 10_000_001 + b'"'
    assert person.request(method, path, content=large, headers=JSON | fresh(1)).status_code == 413
    assert revision(world) == before


@pytest.mark.parametrize("operation", WITH_PATH, ids=lambda operation: operation.id)
def test_no_id_in_a_path_makes_it_fail(world, operation):
    for value in ("0", str(2**70), "-1", "%00", "%ED%A0%80", "a" * 5_000, "'--", "%0a", "NaN"):
        path = operation.path.split("{")[0] + value + operation.path.split("}")[-1]
        answer = world.people["supervisor-in"].request(
            operation.method.upper(), path, headers=fresh(1), json=operation.example()
        )
        assert 400 <= answer.status_code < 500, (value, answer.status_code, answer.text)
