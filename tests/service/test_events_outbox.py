"""Does every event reach whoever asked for it, or show as given up; signed, once or more, in time?"""

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest
from standardwebhooks import Webhook
from typer.testing import CliRunner

from api.cli import app
from api.errors import Conflict
from api.keys import FILE
from api.outbox.pace import SCHEDULE, Pace, asked_for
from api.outbox.queue import claim, finish
from api.outbox.wire import Reply
from api.storage.clock import DAY, SECOND, system_clock
from api.storage.tables import ApiClientRow, EndpointRow, EventRow, WorkerRow
from api.storage.unit import Unit
from tests.service.places import KEYS, Place
from tests.service.receivers import (
    DRIP,
    HANG,
    QUICK,
    RESET,
    Receiver,
    deliveries,
    dispatcher,
    emit,
    endpoint,
    receiving,
    stepped,
)


def real_time(place: Place) -> None:
    place.store.clock = system_clock


def states(place: Place) -> list[str]:
    return [row.state for row in deliveries(place)]


def test_an_event_arrives_signed_and_thin(place: Place):
    real_time(place)
    with receiving(Receiver()) as receiver:
        _, secret = endpoint(place, receiver.url)
        (event,) = emit(place, case="c-101")
        stepped(place)
        (got,) = receiver.got
    said = Webhook(secret).verify(got.body, got.headers)
    assert (said["type"], said["data"], got.id) == ("case.closed", {"case": "c-101"}, event)
    assert set(said) == {"type", "timestamp", "data"}
    assert states(place) == ["delivered"]


def test_an_event_is_written_with_its_cause_or_not_at_all(place: Place):
    def fail(unit: Unit) -> None:
        unit.emit("case.closed", case="c-101")
        raise Conflict("no")

    with pytest.raises(Conflict):
        place.store.write("riverside", fail)
    assert place.store.read("riverside", lambda unit: unit.count(EventRow)) == 0


def test_an_endpoint_is_told_of_the_types_it_asked_for_alone(place: Place):
    with receiving(Receiver()) as receiver:
        endpoint(place, receiver.url, ["plan.completed"])
        emit(place, type="case.closed")
        emit(place, type="plan.completed", job="job-1")
        stepped(place)
        stepped(place)
    assert [json.loads(got.body)["type"] for got in receiver.got] == ["plan.completed"]


@pytest.mark.parametrize("answer", [301, 302, 307, 400, 404, 500, 503, RESET, HANG, DRIP])
def test_whatever_is_not_taken_is_tried_again_under_the_same_id(place: Place, answer: int):
    with receiving(
        Receiver(answer=lambda n: (answer, {"Location": "/hook"}) if n == 1 else 200)
    ) as receiver:
        endpoint(place, receiver.url)
        (event,) = emit(place)
        begun = monotonic()
        stepped(place, whole=0.5)
        assert monotonic() - begun < 60  # what drips would take eight minutes
        (row,) = deliveries(place)
        assert (row.state, row.attempt, len(receiver.got)) == ("waiting", 1, 1)
        place.clock.now += SECOND
        stepped(place)
    assert states(place) == ["delivered"]
    assert [got.id for got in receiver.got] == [event, event]


def test_a_delivery_is_given_up_after_three_days_and_can_be_replayed(place: Place):
    up = False
    with receiving(Receiver(answer=lambda _: 200 if up else 500)) as receiver:
        endpoint(place, receiver.url)
        begun = place.clock.now
        (event,) = emit(place)
        while states(place) in ([], ["waiting"]):
            stepped(place, Pace())
            last = place.clock.now
            place.clock.now = max(place.clock.now + 1, deliveries(place)[0].next_at)
        (row,) = deliveries(place)
        assert (row.state, row.attempt, row.last_status) == ("dead", len(SCHEDULE) + 1, 500)
        assert 2.5 * DAY < last - begun < 4 * DAY
        admin = place.person("agency-admin")
        listed = admin.get("/v1/deliveries", params={"state": "dead"}).json()["items"]
        assert [(each["id"], each["event"]) for each in listed] == [(row.id, event)]
        up = True
        again = admin.post(f"/v1/deliveries/{row.id}/replay", headers={"Idempotency-Key": "replay-1"})
        assert (again.status_code, again.json()["state"]) == (202, "waiting")
        stepped(place)
        assert (states(place), {got.id for got in receiver.got}) == (["delivered"], {event})


def test_a_wait_that_is_asked_for_is_kept_to(place: Place):
    with receiving(Receiver(answer=lambda _: (503, {"Retry-After": "3600"}))) as receiver:
        endpoint(place, receiver.url)
        emit(place)
        stepped(place, Pace())
    (row,) = deliveries(place)
    assert row.next_at == place.clock.now + 3600 * SECOND


def test_a_wait_is_read_as_seconds_or_a_date_and_never_longer_than_a_day():
    date = "Wed, 21 Oct 2015 07:28:00 GMT"
    at = int(datetime(2015, 10, 21, 7, 28, tzinfo=UTC).timestamp() * SECOND)
    assert asked_for(date, at - 5 * SECOND) == 5 * SECOND
    assert asked_for("120", 0) == 120 * SECOND
    assert [asked_for(text, 0) for text in ("", "-1", "soon", "1e9", "٣")] == [None] * 5
    assert Pace().wait(1, asked_for("9" * 30, 0)) == DAY


def test_an_endpoint_that_is_gone_is_switched_off_and_what_was_on_its_way_shows(place: Place):
    with receiving(Receiver(answer=lambda _: 410)) as receiver:
        name, _ = endpoint(place, receiver.url)
        emit(place, 3)
        stepped(place)
        emit(place)
        stepped(place)
    assert len(receiver.got) == 1
    assert states(place) == ["dead"] * 3
    assert not place.store.read("riverside", lambda unit: unit.get(EndpointRow, name)).enabled


def test_a_dead_endpoint_delays_no_other(place: Place):
    real_time(place)
    with receiving(Receiver(answer=lambda _: HANG, hang=8)) as dead, receiving(Receiver()) as alive:
        endpoint(place, dead.url)
        endpoint(place, alive.url)
        emit(place, 30)
        sender = dispatcher(place, QUICK, whole=8.0)
        sender.start()
        ends = monotonic() + 7.5
        while len(set(alive.taken)) < 30 and monotonic() < ends:
            sleep(0.02)
        taken = len(set(alive.taken))
        sender.stop()
    assert taken == 30


def test_events_arrive_through_errors_timeouts_and_resets(place: Place):
    real_time(place)
    random = Random(5)

    def answer(_: int) -> int:
        draw = random.random()
        return 500 if draw < 0.3 else RESET if draw < 0.4 else HANG if draw < 0.42 else 204

    with receiving(Receiver(answer=answer, hang=0.4)) as receiver:
        endpoint(place, receiver.url)
        events = emit(place, 60)
        sender = dispatcher(place, QUICK, whole=0.3)
        sender.start()
        ends = monotonic() + 40
        while {"waiting", "sending"} & set(states(place) or ["waiting"]) and monotonic() < ends:
            sleep(0.02)
        sender.stop()
    given_up = {row.event for row in deliveries(place, state="dead")}
    assert set(receiver.taken) | given_up == set(events)
    assert {got.id for got in receiver.got} <= set(events)


def test_what_a_stopped_dispatcher_had_is_anothers_after_its_lease_and_never_both(place: Place):
    name, _ = endpoint(place, "https://hooks.example.org/")
    emit(place)
    stepped(place, networks=(), resolve=lambda host, port: [])  # sorts, and fails to send
    place.clock.now += 10 * SECOND
    first = place.store.write("riverside", lambda unit: claim(unit, name, "dsp-1", 1000))
    assert first is not None
    assert place.store.write("riverside", lambda unit: claim(unit, name, "dsp-2", 1000))[1] == []  # type: ignore[index]
    place.clock.now += 1000
    second = place.store.write("riverside", lambda unit: claim(unit, name, "dsp-2", 1000))
    assert second is not None
    late, mine = first[1][0], second[1][0]
    taken = Reply(200)
    assert not place.store.write("riverside", lambda unit: finish(unit, "dsp-1", late, taken, QUICK))
    assert states(place) == ["sending"]
    assert place.store.write("riverside", lambda unit: finish(unit, "dsp-2", mine, taken, QUICK))
    assert states(place) == ["delivered"]


@pytest.mark.parametrize(
    ("scopes", "teams", "ended", "told"),
    [
        (["dose:read"], ["*"], False, True),
        (["dose:read"], ["own"], False, True),
        (["dose:read"], ["other"], False, False),
        (["cases:read"], ["*"], False, False),
        (["dose:read"], ["*"], True, False),
    ],
)
def test_of_dose_only_a_program_that_may_read_it_is_told(place: Place, scopes, teams, ended, told):
    def program(unit: Unit) -> None:
        team = unit.get(WorkerRow, "w-001").team
        row = ApiClientRow(
            agency="riverside",
            id="prg-1",
            token="0" * 64,
            scopes=scopes,
            teams=[team if name == "own" else name for name in teams],
            expires_at=unit.now + (0 if ended else DAY),
            by="usr-1",
        )
        unit.add(row)

    place.store.write("riverside", program)
    with receiving(Receiver()) as receiver:
        endpoint(place, receiver.url, ["worker.action_level_reached"], program="prg-1")
        emit(place, type="worker.action_level_reached", worker="w-001")
        stepped(place)
    assert len(receiver.got) == int(told)


def test_an_event_that_is_too_large_is_given_up_and_shows(place: Place):
    with receiving(Receiver()) as receiver:
        endpoint(place, receiver.url)
        emit(place, case="c" * 20_000)
        stepped(place)
    assert (receiver.got, states(place)) == ([], ["dead"])


def test_a_secret_is_not_in_the_database_as_it_is(place: Place):
    name, secret = endpoint(place, "https://hooks.example.org/")
    row = place.store.read("riverside", lambda unit: unit.get(EndpointRow, name))
    assert secret.removeprefix("whsec_") not in row.secret
    assert KEYS.opened(row.secret, f"endpoint riverside {name}") == secret


def test_the_command_sends_what_is_due_and_ends(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / FILE).write_text(urlsafe_b64encode(KEYS.root).decode())
    (tmp_path / FILE).chmod(0o600)
    monkeypatch.setenv("CASELOAD_EVENT_NETWORKS", '["127.0.0.0/8"]')
    with receiving(Receiver()) as receiver:
        endpoint(place, receiver.url)
        events = emit(place, 12)
        result = CliRunner().invoke(app, ["deliver", "--once", "--data", str(tmp_path)])
    assert (result.exit_code, result.output) == (0, "")
    assert sorted(receiver.taken) == sorted(events)
