"""Is more work than the service takes on refused, before it is done?"""

import asyncio
from threading import Event, Thread

import pytest

from api.app import create_app
from api.settings import Settings
from api.stateless import service
from planner.pipeline import propose
from tests.api.calls import ASKED, JSON, PLANS, SUGGESTIONS, a_client, a_question

SMALL = 1_000


@pytest.mark.parametrize("path", ASKED)
def test_a_body_of_the_largest_size_is_read_and_one_byte_more_is_413(path):
    client = a_client(max_body_bytes=SMALL)
    assert client.post(path, content=b" " * SMALL, headers=JSON).status_code == 400
    response = client.post(path, content=b" " * (SMALL + 1), headers=JSON)
    assert response.status_code == 413
    assert response.json()["type"] == "urn:caseload:problem:body-too-large"
    assert response.headers["connection"] == "close"


def post_in_parts(parts, *headers, hang_up_after=None):
    """Return the status, if any, and how many parts of the body were taken."""
    app = create_app(Settings(max_body_bytes=SMALL))
    taken, sent = 0, []

    async def receive():
        nonlocal taken
        taken += 1
        if taken == hang_up_after:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": b" " * 100, "more_body": taken < parts}

    async def send(message):
        sent.append(message)

    named = [(b"host", b"127.0.0.1"), (b"content-type", b"application/json"), *headers]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": PLANS,
        "raw_path": PLANS.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": named,
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8_000),
    }
    asyncio.run(app(scope, receive, send))
    return sent[0]["status"] if sent else None, taken


def test_a_body_of_unknown_length_is_counted_while_it_arrives():
    assert post_in_parts(1_000_000) == (413, 11)
    assert post_in_parts(10) == (400, 10)


def test_a_caller_who_hangs_up_is_no_fault_of_the_service(caplog):
    assert post_in_parts(10, hang_up_after=3) == (None, 3)
    assert caplog.text == ""


@pytest.mark.parametrize("length", [b"1001", b"9" * 19, b"9" * 5_000, b"-1", b"1e3", b"\xb2"])
def test_a_body_said_to_be_too_large_is_refused_unread(length):
    assert post_in_parts(1_000_000, (b"content-length", length)) == (413, 0)


def test_a_length_that_is_not_true_does_not_help():
    assert post_in_parts(1_000_000, (b"content-length", b"10")) == (413, 11)


@pytest.mark.parametrize("path", ASKED)
def test_an_agency_fits_exactly_at_the_limit(path):
    fits = a_client(most_pairs=9).post(path, json=a_question(path))
    too_large = a_client(most_pairs=8).post(path, json=a_question(path))
    assert (fits.status_code, too_large.status_code) == (200, 413)
    assert too_large.json()["type"] == "urn:caseload:problem:too-large"
    assert "3 new cases times 3 workers" in too_large.json()["detail"]


@pytest.mark.parametrize(("wished", "taken"), [(2, 2), (20, 3.5)])
def test_a_search_takes_no_longer_than_the_operator_allows(monkeypatch, wished, taken):
    seconds = []

    def noted(agency, allowed, **_):
        seconds.append(allowed)
        return propose(agency, 1)

    monkeypatch.setattr(service, "propose", noted)
    question = a_question(PLANS) | {"seconds": wished}
    assert a_client(most_seconds=3.5).post(PLANS, json=question).status_code == 200
    assert seconds == [taken]


def test_a_service_that_works_on_all_it_can_sends_others_away_and_stays_live(monkeypatch):
    client, begun, go_on = a_client(most_at_once=1), Event(), Event()
    answers = []

    def slow(agency, seconds, **_):
        begun.set()
        assert go_on.wait(20)
        return propose(agency, seconds)

    monkeypatch.setattr(service, "propose", slow)
    first = Thread(target=lambda: answers.append(client.post(PLANS, json=a_question(PLANS))))
    first.start()
    try:
        assert begun.wait(20)
        second = client.post(SUGGESTIONS, json=a_question(SUGGESTIONS))
        assert second.status_code == 503
        assert second.json()["type"] == "urn:caseload:problem:busy"
        assert second.headers["retry-after"] == "5"
        assert client.get("/v1/health/live").status_code == 200
        assert client.get("/v1/health/ready").status_code == 200
    finally:
        go_on.set()
        first.join(20)
    assert [answer.status_code for answer in answers] == [200]
    assert client.post(SUGGESTIONS, json=a_question(SUGGESTIONS)).status_code == 200
