"""Is what was kept long enough gone, the rest untouched, and the record whole?"""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select
from typer.testing import CliRunner

from api.backup.invariants import faults
from api.cli import app
from api.errors import Conflict, NotHere
from api.keys import load_keys
from api.retention.erase import erase
from api.retention.keep import days, keep
from api.snapshots.nouns import case_of
from api.snapshots.snapshot import Snapshots
from api.storage.clock import DAY, day_of
from api.storage.tables import (
    AuditRow,
    CaseRow,
    DeliveryRow,
    EndpointRow,
    EventRow,
    IdempotencyRow,
    JobRow,
    SessionRow,
    UserRow,
    WorkerRow,
)
from api.storage.unit import Unit
from tests.service.places import Place


def fill(unit: Unit) -> None:
    """Write one of each that ends now, and one of each that goes on."""
    unit.add(EndpointRow(agency="riverside", id="end-1", url="https://x.example", types=[], secret="s"))
    for one, state in (("evt-1", "delivered"), ("evt-2", "waiting")):
        unit.session.add(EventRow(agency="riverside", id=one, type="x", at=unit.now, sorted=True))
        unit.session.flush()
        unit.add(DeliveryRow(agency="riverside", id=one, event=one, endpoint="end-1", state=state))
    for one, state in (("job-1", "succeeded"), ("job-2", "running")):
        ended = unit.now if state == "succeeded" else None
        unit.add(
            JobRow(agency="riverside", id=one, kind="plan", by="usr-1", state=state, finished_at=ended)
        )
    user = unit.add(UserRow(agency="riverside", id="usr-1", login="a1", role="worker", worker="w-001"))
    for one, ends in (("old", unit.now), ("new", unit.now + 9_000 * DAY)):
        unit.session.add(SessionRow(agency="riverside", id=one, user=user.id, ends_at=ends))
    unit.session.add(
        IdempotencyRow(
            agency="riverside", actor="usr-1", route="POST /v1", key="k", body_hash="", status=200,
            body="", at=unit.now,
        )
    )  # fmt: skip


def close(unit: Unit) -> None:
    row = unit.get(CaseRow, "c-102", lock=True)
    row.data = row.data | {"skills_preferred": ["telling"], "earlier_worker": "w-001"}
    row.state, row.holder, row.closed_on = "closed", None, day_of(unit.now, "UTC")
    unit.changed(row)


def held(place: Place) -> dict[str, list[str]]:
    def read(unit: Unit) -> dict[str, list[str]]:
        return {
            "events": [row.id for row in unit.all(EventRow)],
            "jobs": [row.id for row in unit.all(JobRow)],
            "sessions": [row.id for row in unit.all(SessionRow)],
        }

    return place.store.read("riverside", read)


@pytest.mark.parametrize("kind", ["events", "jobs", "sessions"])
def test_each_is_kept_to_its_day_and_no_longer_and_what_goes_on_stays(both_places: Place, kind: str):
    both_places.store.write("riverside", fill)
    before = held(both_places)[kind]
    both_places.clock.now += days()[kind] * DAY
    both_places.store.write("riverside", keep)
    assert held(both_places)[kind] == before
    both_places.clock.now += 1
    both_places.store.write("riverside", keep)
    assert len(before) == 2
    assert held(both_places)[kind] == [{"events": "evt-2", "jobs": "job-2", "sessions": "new"}[kind]]


def test_answers_to_repeated_requests_go_after_a_day(both_places: Place):
    both_places.store.write("riverside", fill)
    both_places.clock.now += DAY + 1
    both_places.store.write("riverside", keep)
    left = both_places.store.read("riverside", lambda u: u.session.exec(select(IdempotencyRow)).all())
    assert left == []


def test_of_a_closed_case_only_what_a_count_needs_is_left(both_places: Place):
    both_places.store.write("riverside", close)
    whole = both_places.store.read("riverside", lambda unit: unit.get(CaseRow, "c-102").data)
    both_places.clock.now += days()["cases"] * DAY
    both_places.store.write("riverside", keep)
    assert both_places.store.read("riverside", lambda u: u.get(CaseRow, "c-102").data) == whole
    both_places.clock.now += int(timedelta(days=1).total_seconds() * 1000)
    assert both_places.store.write("riverside", keep)["cases"] == 1
    row = both_places.store.read("riverside", lambda unit: unit.get(CaseRow, "c-102"))
    assert "telling" not in json.dumps(row.data)
    assert case_of(row).earlier_worker is None
    assert both_places.store.write("riverside", keep)["cases"] == 0
    assert both_places.store.read("riverside", faults) == []


def test_another_agency_keeps_what_it_has(both_places: Place):
    both_places.store.write("lakeside", close)
    both_places.clock.now += 5_000 * DAY
    both_places.store.write("riverside", keep)
    row = both_places.store.read("lakeside", lambda unit: unit.get(CaseRow, "c-102"))
    assert "telling" in json.dumps(row.data)


def test_a_worker_who_carries_cases_is_not_erased(both_places: Place):
    holding = both_places.store.read(
        "riverside", lambda u: [w.id for w in u.all(WorkerRow) if w.open_cases]
    )
    with pytest.raises(Conflict):
        both_places.store.write("riverside", lambda unit: erase(unit, holding[0]))
    with pytest.raises(NotHere):
        both_places.store.write("riverside", lambda unit: erase(unit, "w-999"))


def test_nothing_leads_to_an_erased_worker_and_the_record_is_whole(both_places: Place):
    both_places.store.write("riverside", fill)
    both_places.store.write("riverside", lambda unit: erase(unit, "w-001"))

    def look(unit: Unit) -> tuple[UserRow, list[SessionRow], list[str]]:
        actions = select(AuditRow.action).where(AuditRow.agency == "riverside")
        return unit.get(UserRow, "usr-1"), unit.all(SessionRow), list(unit.session.exec(actions))

    user, sessions, actions = both_places.store.read("riverside", look)
    assert (user.worker, user.enabled, user.password, user.totp) == (None, False, None, None)
    assert user.login != "a1"
    assert sessions == []
    assert "worker.erase" in actions
    assert both_places.store.read("riverside", faults) == []
    both_places.store.read("riverside", Snapshots().current)


def test_the_commands_say_what_they_did(place: Place, tmp_path: Path):
    load_keys(tmp_path)
    place.store.write("riverside", fill)
    ended = CliRunner().invoke(app, ["retention", "run", "--data", str(tmp_path)])
    assert ended.exit_code == 0, ended.output
    assert "lakeside: nothing was kept too long." in ended.output
    assert "riverside: deliveries 1, events 1, jobs 1, sessions 1." in ended.output
    erased = CliRunner().invoke(
        app, ["retention", "erase", "w-001", "--agency", "riverside", "--data", str(tmp_path)]
    )
    assert erased.exit_code == 0, erased.output
    again = CliRunner().invoke(
        app, ["retention", "erase", "w-999", "--agency", "riverside", "--data", str(tmp_path)]
    )
    assert again.exit_code == 2
    assert "There is no such worker" in again.output
