"""What does a clock that jumps change? It revives nothing, and takes no work away."""

from uuid import uuid4

import pytest

from api.storage.clock import DAY, HOUR
from tests.service.places import fresh
from tests.service.races.crowd import WHY, Crowd
from tests.service.races.invariants import violations
from tests.service.races.test_faults import CASE, RELEASE, WORKER, everything


@pytest.mark.parametrize("back", [DAY, 10 * DAY, 400 * DAY])
def test_a_clock_that_was_put_back_takes_no_work_away(busy: Crowd, back: int):
    """What was given or came in on a day that is to come again counts from the earlier day on."""
    at = busy
    at.take(at.asked(CASE, WORKER), WORKER)
    before, ask = at.proposal("c-202"), at.asked("c-203", "w-102")
    at.place.clock.now -= back
    person, worker = (
        at.place.person(role, teams, worker=worker)
        for role, teams, worker in (("case-manager", ["north"], None), ("worker", [], "w-102"))
    )
    given = WHY | {"worker": WORKER}
    after = person.post("/v1/proposals", json={"case": "c-204", "top": 0}, headers=fresh())
    assert after.status_code == 201, after.text
    for who, path, body, version in (
        (person, f"/v1/proposals/{before}/override", given, 1),
        (worker, f"/v1/asks/{ask}/accept", None, 1),
        (person, f"/v1/proposals/{after.json()['id']}/accept", {}, 1),
        (person, f"/v1/cases/{CASE}/release", RELEASE, at.version(CASE)),
    ):
        answer = who.post(path, json=body, headers=fresh(version))
        assert answer.status_code == 200, (path, answer.text)
    at.place.clock.now += back
    assert violations(at.place.store) == []


@pytest.mark.parametrize("jump", [HOUR, DAY, -HOUR])
def test_a_clock_that_jumps_and_comes_back_revives_nothing(tight: Crowd, jump: int):
    at = tight
    at.take(at.asked(CASE, WORKER), WORKER)
    consent = at.consent("c-202", WORKER)
    at.override(at.proposal("c-202"), WORKER, consent)
    withdrawn = at.consent("c-203", WORKER)
    at.answer(withdrawn, "withdrawn")
    accepted, again = at.proposal("c-204"), at.proposal("c-203")
    at.accept(accepted)
    before = everything(at)
    for moved in (jump, -jump):
        at.place.clock.now += moved
        manager = at.place.person("case-manager", ["north"])
        for path, body in (
            (f"/v1/proposals/{accepted}/accept", {}),
            (f"/v1/proposals/{again}/override", WHY | {"worker": WORKER, "consent": consent}),
            (f"/v1/proposals/{again}/override", WHY | {"worker": WORKER, "consent": withdrawn}),
        ):
            version = 2 if path.startswith(f"/v1/proposals/{accepted}") else 1
            headers = fresh(version) | {"Idempotency-Key": str(uuid4())}
            assert manager.post(path, json=body, headers=headers).status_code in (409, 410)
        assert everything(at) == before
    assert violations(at.place.store) == []
