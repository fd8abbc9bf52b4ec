"""Can a caller wait for a job, follow it, and end it while it is worked on?"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient

from api.jobs.waiting import LONGEST_WAIT, preferred
from api.settings import Settings
from api.storage.tables import SessionRow
from api.storage.unit import Unit
from tests.service.places import Place, fresh

PLAN = {"teams": ["north"], "seconds": 1}


@contextmanager
def served(place: Place) -> Iterator[int]:
    """Serve a place on a real port, with its engine at work."""
    config = uvicorn.Config(place.app(), port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        sleep(0.02)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


def token_of(client: TestClient) -> str:
    return client.headers["Authorization"]


def follow(port: int, path: str, token: str) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", f"{path}/events", headers={"Authorization": token})
    return connection.getresponse()


def events(response: HTTPResponse) -> list[tuple[str, Any]]:
    """Read a stream to its end as a browser does."""
    found: list[tuple[str, Any]] = []
    name = ""
    for line in response.read().decode().splitlines():
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        if field == "data":
            found.append((name, json.loads(value)))
    return found


def test_who_waits_long_enough_gets_the_job_when_it_is_over(place: Place):
    manager = place.person("case-manager", ["north"])
    with manager:
        answer = manager.post("/v1/plans", json=PLAN, headers=fresh() | {"Prefer": "wait=30"})
    assert (answer.status_code, answer.json()["state"]) == (200, "succeeded")
    assert answer.headers["Preference-Applied"] == "wait"
    again = manager.get(answer.headers["Location"])
    assert (again.json(), again.headers["ETag"]) == (answer.json(), answer.headers["ETag"])


def test_who_does_not_wait_long_enough_gets_where_the_job_is(place: Place):
    manager = place.person("case-manager", ["north"])
    began = monotonic()
    answer = manager.post("/v1/plans", json=PLAN, headers=fresh() | {"Prefer": "wait=1"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (202, "1")
    assert monotonic() - began >= 1


def test_a_service_that_is_not_to_work_leaves_jobs_to_others(place: Place):
    place.settings = Settings(work_here=False)
    manager = place.person("case-manager", ["north"])
    with manager:
        answer = manager.post("/v1/plans", json=PLAN, headers=fresh() | {"Prefer": "wait=2"})
    assert answer.json()["state"] == "queued"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("wait=5", 5),
        ("respond-async, wait=10", 10),
        ('return=minimal; wait = "7"', 7),
        ("WAIT=3", 3),
        ("wait=99999", LONGEST_WAIT),
        ("await=5", 0),
        ("wait=-1", 0),
        ("wait=1.5", 0),
        ("wait=٣", 0),
        ("", 0),
    ],
)
def test_the_header_prefer_is_read_as_it_is_written(header: str, seconds: int):
    from starlette.requests import Request

    scope = {"type": "http", "headers": [(b"prefer", header.encode("utf-8"))]}
    assert preferred(Request(scope)) == seconds


def test_a_job_is_followed_to_its_end_by_a_real_client(place: Place):
    manager = place.person("case-manager", ["north"])
    with served(place) as port:
        answer = manager.post("/v1/plans", json=PLAN, headers=fresh())
        response = follow(port, answer.headers["Location"], token_of(manager))
        assert response.status == 200
        assert response.headers["Content-Type"].startswith("text/event-stream")
        told = events(response)
    assert [name for name, _ in told][-1] == "end"
    assert {name for name, _ in told[:-1]} == {"progress"}
    assert told[-1][1] == manager.get(answer.headers["Location"]).json()
    assert told[-1][1]["state"] == "succeeded"


def test_a_stream_ends_once_the_session_is_revoked(place: Place):
    place.settings = Settings(work_here=False)
    manager = place.person("case-manager", ["north"])
    with served(place) as port:
        answer = manager.post("/v1/plans", json=PLAN, headers=fresh())
        response = follow(port, answer.headers["Location"], token_of(manager))
        assert response.readline().startswith(b"event: progress")

        def revoke(unit: Unit) -> None:
            for row in unit.all(SessionRow):
                row.revoked_at = unit.now

        place.store.write("riverside", revoke)
        began = monotonic()
        assert b"event: end" not in response.read()
        assert monotonic() - began < 20  # the job itself never ends


def test_a_job_that_is_over_is_told_of_once(place: Place):
    place.settings = Settings(work_here=False)
    manager = place.person("case-manager", ["north"])
    with served(place) as port:
        answer = manager.post("/v1/plans", json=PLAN, headers=fresh())
        path = answer.headers["Location"]
        manager.delete(path, headers={"If-Match": answer.headers["ETag"]})
        (only,) = events(follow(port, path, token_of(manager)))
    assert (only[0], only[1]["state"]) == ("end", "cancelled")


def test_a_stream_says_something_while_nothing_changes(place: Place, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("api.jobs.waiting._SILENCE", 0.4)
    monkeypatch.setattr("api.jobs.waiting.LONGEST_STREAM", 2.0)
    place.settings = Settings(work_here=False)
    manager = place.person("case-manager", ["north"])
    with served(place) as port:
        answer = manager.post("/v1/plans", json=PLAN, headers=fresh())
        text = follow(port, answer.headers["Location"], token_of(manager)).read().decode()
    assert text.count("event: progress") == 1
    assert text.count(": still here") >= 1
