"""Does the service work on a real PostgreSQL as it does on SQLite?"""

from time import sleep

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from api.errors import Busy, NotReady
from api.examples.agency import AGENCY
from api.snapshots.snapshot import Snapshots
from api.storage import store
from api.storage.tables import AuditRow, CaseRow
from api.storage.unit import Unit
from planner.intake import agency_from_json
from tests.service.places import Place


def test_an_agency_comes_back_from_either_database_as_it_was(both_places: Place):
    snapshot = both_places.store.read("riverside", Snapshots().current)
    agency = agency_from_json(AGENCY)
    in_order = sorted(agency.cases, key=lambda case: case.id)
    assert snapshot.agency == agency.changed(cases=tuple(in_order))


def test_a_change_is_counted_and_recorded_on_either_database(both_places: Place):
    def close(unit: Unit) -> None:
        row = unit.get(CaseRow, "c-101", lock=True)
        row.state = "closed"
        unit.changed(row)
        unit.record("usr-1", "case.close", "case", "c-101")

    both_places.store.write("riverside", close)
    assert both_places.store.read("riverside", lambda u: u.get(CaseRow, "c-101")).version == 2
    actions = (
        select(AuditRow.action).where(AuditRow.agency == "riverside").order_by(col(AuditRow.number))
    )
    recorded = both_places.store.read("riverside", lambda u: list(u.session.exec(actions)))
    assert recorded == ["agency.begin", "case.close"]


def test_nobody_waits_for_a_lock_for_ever(postgres_place: Place, monkeypatch: pytest.MonkeyPatch):
    quick = str(store._TO_WRITE).replace("'20s'", "'200ms'")
    monkeypatch.setattr(store, "_TO_WRITE", text(quick))

    def held(unit: Unit) -> None:
        unit.get(CaseRow, "c-101", lock=True)
        with pytest.raises(Busy):
            postgres_place.store.write("riverside", lambda u: u.get(CaseRow, "c-101", lock=True))

    postgres_place.store.write("riverside", held)
    postgres_place.store.write("riverside", lambda u: u.get(CaseRow, "c-101", lock=True))


def test_a_writer_that_stands_still_loses_its_locks(
    postgres_place: Place, monkeypatch: pytest.MonkeyPatch
):
    quick = str(store._TO_WRITE).replace("'30s'", "'1s'")
    monkeypatch.setattr(store, "_TO_WRITE", text(quick))

    def still(unit: Unit) -> None:
        unit.get(CaseRow, "c-101", lock=True)
        sleep(3)
        postgres_place.store.write("riverside", close)
        unit.get(CaseRow, "c-102")

    def close(unit: Unit) -> None:
        row = unit.get(CaseRow, "c-101", lock=True)
        row.state = "closed"
        unit.changed(row)

    with pytest.raises(NotReady):
        postgres_place.store.write("riverside", still)
    assert postgres_place.store.read("riverside", lambda u: u.get(CaseRow, "c-101")).state == "closed"


def test_the_service_is_no_owner_and_no_superuser(postgres_place: Place):
    with postgres_place.store.engine.connect() as connection:
        query = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        assert connection.execute(text(query)).scalar_one() is False
