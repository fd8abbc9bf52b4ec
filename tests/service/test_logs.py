"""Does nothing of what was sent in reach a log line, a metric or a file, and is each request told of?"""

import json
import logging
import tempfile
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from api.app import create_app
from api.logs import FIELDS, HEADER
from api.settings import Settings
from tests.service.places import KEYS, Place, fresh

CANARY = "canary-Jane-Doe-1984"
REQUESTS = "caseload.requests"
JSON = {"Content-Type": "application/json"}
THE_CALLERS = ("httpx2", "httpcore2", "asyncio")  # what the tests' own client writes


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


def lines(log: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(r.getMessage()) for r in log.records if r.name == REQUESTS]


def measured(place: Place) -> TestClient:
    """Return a client of the same service with its metrics on; it reaches the app past any fixture."""
    app = create_app(Settings(metrics=True), place.store, KEYS)

    def broken() -> None:
        raise RuntimeError(CANARY)

    app.add_api_route("/v1/broken", broken)
    return TestClient(app, "http://127.0.0.1", client=("127.0.0.1", 4), raise_server_exceptions=False)


def test_nothing_that_was_sent_in_is_written_down(
    both_places: Place, log: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    client = measured(both_places)
    body = {"cases": [{"id": CANARY, "dose": CANARY}], CANARY: CANARY}
    shown = {"Authorization": both_places.person("case-manager", ["north"]).headers["Authorization"]}
    answers = [
        client.get(f"/v1/{CANARY}"),
        client.get(f"/v1/health/live?name={CANARY}"),
        client.get("/v1/broken", params={"q": CANARY}),
        client.get("/v1/health/live", headers={"Host": CANARY}),
        client.get("/v1/health/live", headers={"Authorization": f"Bearer {CANARY}", HEADER: CANARY}),
        client.request(CANARY, "/v1/health/live"),
        client.post("/v1/stateless/suggestions", json=body, headers=shown),
        client.post("/v1/stateless/suggestions", content=CANARY, headers=JSON | shown),
        client.post("/v1/stateless/suggestions", content=f'{{"{CANARY}": NaN}}', headers=JSON | shown),
        client.post("/v1/stateless/plans", json=body, headers=fresh() | shown | {"Cookie": CANARY}),
        client.post("/v1/stateless/plans", content=CANARY, headers={"Content-Type": CANARY} | shown),
    ]
    assert {r.status_code for r in answers} >= {200, 400, 404, 405, 415, 422, 500}
    ours = [r for r in log.records if not r.name.startswith(THE_CALLERS)]
    told = "\n".join(f"{r.getMessage()} {r.exc_text} {r.exc_info}" for r in ours)
    assert len(lines(log)) == len(answers)
    assert CANARY not in told
    assert CANARY.lower() not in client.get("/v1/metrics").text.lower()
    assert not any(CANARY.encode() in p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    assert [r.headers[HEADER] for r in answers] == [
        line["request"] for line in lines(log)[: len(answers)]
    ]


def test_a_line_has_the_allowed_fields_alone(place: Place, log: pytest.LogCaptureFixture):
    client = measured(place)
    client.get("/v1/health/live")
    (line,) = lines(log)
    assert set(line) <= FIELDS
    assert (line["route"], line["status"], line["actor"]) == ("/v1/health/live", 200, None)


def test_the_metrics_tell_requests_jobs_and_records(both_places: Place):
    client = measured(both_places)
    client.get("/v1/health/live")
    told = client.get("/v1/metrics").text
    assert 'caseload_requests_total{method="GET",route="/v1/health/live",status="200"} 1.0' in told
    assert 'caseload_jobs{state="queued"} 0.0' in told
    assert "caseload_audit_rows 2.0" in told


def test_the_metrics_are_not_there_for_another_machine_or_where_they_are_not_wanted(place: Place):
    app = create_app(Settings(metrics=True), place.store, KEYS)
    assert (
        TestClient(app, "http://127.0.0.1", client=("10.0.0.9", 4)).get("/v1/metrics").status_code == 404
    )
    off = create_app(Settings(), place.store, KEYS)
    assert (
        TestClient(off, "http://127.0.0.1", client=("127.0.0.1", 4)).get("/v1/metrics").status_code
        == 404
    )


def test_the_service_is_ready_only_on_a_database_of_its_release(place: Place):
    client = measured(place)
    assert client.get("/v1/health/ready").status_code == 200
    with place.store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    refused = client.get("/v1/health/ready")
    assert (refused.status_code, refused.json()["type"]) == (503, "urn:caseload:problem:not-ready")
    place.store.engine.dispose()


def test_how_a_worker_answers_is_told_as_one_thing(place: Place, log: pytest.LogCaptureFixture):
    manager, worker = place.person("case-manager", ["north"]), place.person("worker", worker="w-002")
    body = {"reason_code": "other", "reason": "A test.", "case": "c-101", "worker": "w-002"}
    for answer in ("decline", "accept"):
        asked = manager.post("/v1/asks", json=body, headers=fresh()).json()
        answered = worker.post(f"/v1/asks/{asked['id']}/{answer}", headers=fresh(1))
        assert answered.is_success, answered.text
    told = [line["route"] for line in lines(log) if str(line["route"]).startswith("/v1/asks/")]
    assert told == ["/v1/asks/{id}/accept"] * 2
