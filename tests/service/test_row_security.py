"""Does the database itself hold agencies apart and keep the record, even where the program errs?"""

import pytest
from sqlalchemy import create_engine, delete, insert, text, true, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from api.agencies.begin import begin
from api.errors import NotHere
from api.examples.agency import AGENCY
from api.storage import unit
from api.storage.engine import open_engine
from api.storage.guards import guard, guarded
from api.storage.prepare import prepare, take_back
from api.storage.safety import check_safe
from api.storage.store import Store
from api.storage.tables import METADATA, AuditRow, CaseRow, OfficeRow, PolicyRow, TeamRow, WorkerRow
from api.storage.unit import Unit
from planner.errors import BadValue
from planner.intake import agency_from_json
from tests.service.places import KEYS, Place, StillClock
from tests.service.postgres import APPLICATION, OWNER, Server

READ = (CaseRow, OfficeRow, PolicyRow, TeamRow, WorkerRow)


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that forgets to ask for its own agency's rows alone."""

    class Everybody:
        def __eq__(self, _: object) -> bool:
            return true()  # type: ignore[return-value]

    monkeypatch.setattr(
        "api.storage.unit.col", lambda column: Everybody() if column.key == "agency" else col(column)
    )
    monkeypatch.setattr("api.storage.unit._by_id", unit._by_id.__wrapped__)  # not as made before


def others(place: Place) -> int:
    """Return how many rows of another agency somebody of riverside reads."""

    def read(unit: Unit) -> int:
        return sum(row.agency != "riverside" for table in READ for row in unit.all(table))

    return place.store.read("riverside", read)


def mark(place: Place) -> None:
    """Put an office into lakeside that riverside has not."""
    place.store.write("lakeside", lambda unit: unit.add(OfficeRow(agency="lakeside", id="canary")))


def test_a_forgetful_program_would_leak_without_row_level_security(place: Place, forgetful: None):
    mark(place)
    assert others(place) > 0
    assert place.store.read("riverside", lambda unit: unit.find(OfficeRow, "canary")) is not None


def test_row_level_security_alone_leaks_nothing(postgres_place: Place, forgetful: None):
    mark(postgres_place)
    assert others(postgres_place) == 0
    with pytest.raises(NotHere):
        postgres_place.store.read("riverside", lambda unit: unit.get(OfficeRow, "canary"))
    assert postgres_place.store.read("lakeside", lambda unit: unit.get(OfficeRow, "canary"))


@pytest.mark.parametrize("table", guarded())
def test_no_agency_named_no_row_seen_changed_or_deleted(postgres_place: Place, table: str):
    rows = METADATA.tables[table]
    with postgres_place.store.engine.connect() as connection:
        assert connection.execute(rows.select()).all() == []
        if table != "audit":
            assert connection.execute(delete(rows)).rowcount == 0
            assert connection.execute(update(rows).values(agency="riverside")).rowcount == 0


def test_a_row_cannot_be_written_or_moved_into_another_agency(postgres_place: Place):
    def write(unit: Unit) -> None:
        unit.session.execute(insert(OfficeRow).values(_office("lakeside")))

    def move(unit: Unit) -> None:
        unit.session.execute(update(PolicyRow).values(agency="lakeside", id="9"))

    for wrong in (write, move):
        with pytest.raises(DBAPIError, match="row-level security"):
            _directly(postgres_place, wrong)


def test_another_agencys_id_is_no_hindrance_and_so_tells_nothing(both_places: Place):
    mark(both_places)
    both_places.store.write("riverside", lambda u: u.add(OfficeRow(agency="riverside", id="canary")))
    assert both_places.store.read("riverside", lambda u: u.find(OfficeRow, "canary"))


def test_a_connection_used_again_does_not_remember_its_agency(postgres_url: str):
    engine = create_engine(open_engine(postgres_url).url, pool_size=1, max_overflow=0)
    store = Store(engine, StillClock(), KEYS.audit)
    begin(store, "riverside", agency_from_json(AGENCY))

    def used(unit: Unit) -> int:
        assert unit.count(WorkerRow) > 0
        query = text("SELECT pg_backend_pid()")
        return int(unit.session.execute(query).scalar_one())

    first = store.read("riverside", used)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT pg_backend_pid()")).scalar_one() == first
        assert connection.execute(text("SELECT count(*) FROM worker")).scalar_one() == 0
        assert connection.execute(text("SELECT current_setting('app.agency', true)")).scalar_one() == ""
    engine.dispose()


def test_the_record_takes_no_change_on_either_database(both_places: Place):
    prepare_if_embedded(both_places)
    for wrong in (update(AuditRow).values(actor="usr-2"), delete(AuditRow)):
        with pytest.raises(DBAPIError):
            _directly(both_places, lambda unit, wrong=wrong: unit.session.execute(wrong))


def prepare_if_embedded(place: Place) -> None:
    """Guard tables that a test made without the migrations."""
    if place.store.engine.dialect.name == "sqlite":
        with place.store.engine.begin() as connection:
            guard(connection)


def _directly(place: Place, work) -> None:
    """Run work in a transaction of riverside, its errors as the database gives them."""
    with place.store.engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            connection.execute(text("SELECT set_config('app.agency', 'riverside', true)"))
        with Session(connection) as session:
            work(Unit(session, "riverside", 0, KEYS.audit))


def _office(agency: str) -> dict[str, object]:
    return OfficeRow(agency=agency, id="o-9").model_dump()


class TestStart:
    """What the service looks at before it serves."""

    def test_a_prepared_database_is_served(self, postgres_url: str):
        check_safe(open_engine(postgres_url))

    def test_an_embedded_one_is_served_once_it_is_prepared(self, tmp_path):
        engine = open_engine(f"sqlite:///{tmp_path / 'caseload.db'}")
        with pytest.raises(BadValue, match="not prepared"):
            check_safe(engine)
        prepare(engine)
        check_safe(engine)

    @pytest.mark.parametrize(("role", "why"), [(OWNER, "owns tables"), ("postgres", "superuser")])
    def test_it_is_not_served_as_an_owner_or_a_superuser(
        self, postgres_server: Server, postgres_database: str, role: str, why: str
    ):
        with pytest.raises(BadValue, match=why):
            check_safe(open_engine(postgres_server.address(postgres_database, role)))

    @pytest.mark.parametrize(
        ("slip", "why"),
        [
            ("ALTER TABLE worker NO FORCE ROW LEVEL SECURITY", "does not guard worker"),
            ('ALTER TABLE "case" DISABLE ROW LEVEL SECURITY', "does not guard case"),
            ("CREATE POLICY all_of_it ON team USING (true)", "does not guard team"),
            ("DROP POLICY own_agency ON team", "does not guard team"),
            ("ALTER POLICY own_agency ON job USING (true) WITH CHECK (true)", "does not guard job"),
            (f"GRANT UPDATE ON audit TO {APPLICATION}", "may change the record"),
            (f"GRANT DELETE ON audit TO {APPLICATION}", "may change the record"),
        ],
    )
    def test_it_is_not_served_with_a_guard_down_until_it_is_prepared_again(
        self, postgres_server: Server, postgres_database: str, postgres_url: str, slip: str, why: str
    ):
        postgres_server.run(slip, postgres_database)
        engine = open_engine(postgres_url)
        with pytest.raises(BadValue, match=why):
            check_safe(engine)

    def test_preparing_again_puts_lost_guards_back(
        self, postgres_server: Server, postgres_database: str, postgres_url: str
    ):
        for slip in ("DROP POLICY own_agency ON team", f"GRANT ALL ON audit TO {APPLICATION}"):
            postgres_server.run(slip, postgres_database)
        prepare(open_engine(postgres_server.address(postgres_database, OWNER)), APPLICATION)
        check_safe(open_engine(postgres_url))

    @pytest.mark.parametrize("role", [OWNER, "postgres", "nobody_at_all"])
    def test_no_role_with_powers_is_made_the_services(
        self, postgres_server: Server, postgres_database: str, role: str
    ):
        owner = open_engine(postgres_server.address(postgres_database, OWNER))
        with pytest.raises(BadValue):
            prepare(owner, role)

    def test_the_services_role_cannot_migrate(self, postgres_url: str):
        with pytest.raises(DBAPIError):
            take_back(open_engine(postgres_url))


def test_sqlite_keeps_one_agency(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'caseload.db'}")
    prepare(engine)
    store = Store(engine, StillClock(), KEYS.audit)
    begin(store, "riverside", agency_from_json(AGENCY))
    with pytest.raises(BadValue, match="keeps one agency"):
        begin(store, "lakeside", agency_from_json(AGENCY))
    assert store.agencies() == ["riverside"]
