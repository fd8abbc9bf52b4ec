"""Are rows and nouns the same agency, and is a change all there or not at all?"""

import pytest
from sqlmodel import select

from api.errors import Conflict, NotHere
from api.examples.agency import AGENCY
from api.snapshots.snapshot import Snapshots
from api.storage.tables import AssignmentRow, AuditRow, CaseRow, WorkerRow
from api.storage.unit import Unit
from planner.intake import agency_from_json
from tests.service.places import Place


def test_an_agency_comes_back_from_its_rows_as_it_was(place: Place):
    snapshot = place.store.read("riverside", Snapshots().current)
    agency = agency_from_json(AGENCY)
    in_order = sorted(agency.cases, key=lambda case: case.id)
    assert snapshot.agency == agency.changed(cases=tuple(in_order))


def test_a_snapshot_reads_only_what_changed_and_equals_a_fresh_one(place: Place):
    kept = Snapshots()
    before = place.store.read("riverside", kept.current)

    def close(unit: Unit) -> None:
        row = unit.get(CaseRow, "c-101", lock=True)
        row.state = "closed"
        unit.changed(row)

    place.store.write("riverside", close)
    after = place.store.read("riverside", kept.current)
    assert after == place.store.read("riverside", Snapshots().current)
    assert len(after.agency.cases) == len(before.agency.cases) - 1


def test_a_write_that_fails_leaves_nothing(place: Place):
    def fail(unit: Unit) -> None:
        row = unit.get(WorkerRow, "w-001", lock=True)
        row.open_cases = 7
        unit.changed(row)
        unit.record("usr-1", "worker.change", "worker", "w-001")
        raise Conflict("no")

    with pytest.raises(Conflict):
        place.store.write("riverside", fail)
    row = place.store.read("riverside", lambda unit: unit.get(WorkerRow, "w-001"))
    assert (row.open_cases, row.version) == (0, 1)
    assert place.store.read("riverside", lambda unit: len(list_audit(unit))) == 1


def list_audit(unit: Unit) -> list[AuditRow]:
    return list(unit.session.exec(select(AuditRow).where(AuditRow.agency == unit.agency)))


def test_a_case_has_one_active_assignment(place: Place):
    def twice(unit: Unit) -> None:
        held = unit.all(AssignmentRow)[0]
        unit.add(AssignmentRow(**(held.model_dump() | {"id": "asg-2"})))

    with pytest.raises(Conflict):
        place.store.write("riverside", twice)


def test_another_agencys_row_is_not_there(place: Place):
    place.store.write("lakeside", lambda unit: unit.session.delete(unit.all(AssignmentRow)[0]))
    with pytest.raises(NotHere):
        place.store.read("lakeside", lambda unit: unit.get(AssignmentRow, "asg-1"))
    assert place.store.read("riverside", lambda unit: unit.count(AssignmentRow)) == 1


def test_without_a_good_token_nobody_is_told_anything(place: Place):
    for client in (place.client(), place.client("clss.riverside." + "a" * 43)):
        answer = client.get("/v1/proposals")
        assert answer.status_code == 401
        assert answer.json()["type"] == "urn:caseload:problem:not-signed-in"
