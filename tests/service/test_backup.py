"""Is a backup, taken while others write, all there when it is put back, and is nothing replaced?"""

import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from api.backup.invariants import faults
from api.cli import app
from api.storage.engine import open_engine
from api.storage.prepare import prepare
from api.storage.safety import check_safe
from api.storage.tables import OfficeRow, WorkerRow
from api.storage.unit import Unit
from tests.service import migrating
from tests.service.migrating import Database
from tests.service.places import Place, on
from tests.service.postgres import APPLICATION, OWNER, Server, installed

BACKUP = "test_backup"


def run(*words: object) -> tuple[int, str]:
    ended = CliRunner().invoke(app, [str(word) for word in words])
    return ended.exit_code, ended.output


@pytest.fixture
def clients_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own programs are where commands look for them."""
    tool = installed("pg_dump")
    assert tool is not None
    monkeypatch.setenv("PATH", f"{tool.parent}{os.pathsep}{os.environ['PATH']}")


class Writing:
    """Somebody who adds offices, one a transaction, each with its row in the record."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.ended = threading.Event()
        self.begun = threading.Event()
        self.thread = threading.Thread(target=self._go)

    def __enter__(self) -> None:
        self.thread.start()
        assert self.begun.wait(20)

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.thread.join()

    def _go(self) -> None:
        number = 0
        while not self.ended.is_set():
            number += 1
            self.place.store.write("riverside", self._add(f"o-{number:05}"))
            self.begun.set()

    def _add(self, id: str):
        def add(unit: Unit) -> None:
            unit.add(OfficeRow(agency="riverside", id=id))
            unit.record("usr-1", "office.add", "office", id)

        return add


def same_moment(database: Database) -> None:
    """Each office that was added has its row in the record, and the other way round."""
    rows = database.rows()
    offices = {row[1] for row in rows["office"] if row[1].startswith("o-0")}
    recorded = {row for each in rows["audit"] for row in each if str(row).startswith("o-0")}
    assert offices == recorded != set()


def test_an_embedded_backup_of_a_busy_service_is_one_moment_and_comes_back_equal(tmp_path: Path):
    file, new = tmp_path / "b.db", tmp_path / "new"
    with migrating.sqlite(tmp_path) as old:
        prepare(old.owner)
        place = on(old.serving, ["riverside"])
        with Writing(place):
            ended = run("backup", file, "--database", old.owner.url)
    assert ended[0] == 0, ended[1]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    ended = run("restore", file, "--data", new)
    assert ended[0] == 0, ended[1]
    engines = [open_engine(f"sqlite:///{path}") for path in (file, new / "caseload.db")]
    copied, back = (Database(engine, engine, engine, None) for engine in engines)
    assert copied.rows() == back.rows()
    same_moment(back)
    check_safe(back.serving)


@pytest.fixture
def busy(postgres_server: Server) -> Iterator[Database]:
    with migrating.postgresql(postgres_server) as database:
        prepare(database.owner, APPLICATION)
        postgres_server.run(
            f"DO $$ BEGIN CREATE ROLE {BACKUP} LOGIN BYPASSRLS IN ROLE pg_read_all_data;"
            " EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        )
        yield database


def test_a_backup_of_a_busy_postgresql_is_one_moment_and_comes_back_equal(
    busy: Database, postgres_server: Server, tmp_path: Path, clients_found: None
):
    place = on(busy.serving)
    name = str(busy.owner.url.database)
    with Writing(place):
        ended = run("backup", tmp_path / "b", "--database", postgres_server.address(name, BACKUP))
    assert ended[0] == 0, ended[1]
    with migrating.postgresql(postgres_server) as back, migrating.postgresql(postgres_server) as again:
        for target in (back, again):
            owner = postgres_server.address(str(target.owner.url.database), OWNER)
            ended = run("restore", tmp_path / "b", "--owner-url", owner, "--app-role", APPLICATION)
            assert ended[0] == 0, ended[1]
        check_safe(back.serving)
        same_moment(back)
        assert back.rows() == again.rows()


def test_a_quiet_postgresql_comes_back_row_by_row(
    busy: Database, postgres_server: Server, tmp_path: Path, clients_found: None
):
    on(busy.serving)
    name = str(busy.owner.url.database)
    run("backup", tmp_path / "b", "--database", postgres_server.address(name, BACKUP))
    with migrating.postgresql(postgres_server) as back:
        owner = postgres_server.address(str(back.owner.url.database), OWNER)
        run("restore", tmp_path / "b", "--owner-url", owner, "--app-role", APPLICATION)
        assert back.rows() == busy.rows()


def test_a_role_that_sees_one_agency_alone_makes_no_backup(
    busy: Database, postgres_server: Server, tmp_path: Path, clients_found: None
):
    on(busy.serving)
    address = postgres_server.address(str(busy.owner.url.database), OWNER)
    code, said = run("backup", tmp_path / "b", "--database", address)
    assert code == 2
    assert "row-level security" in said
    assert not (tmp_path / "b").exists()


def test_without_postgresqls_client_it_says_what_to_install(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", str(tmp_path))
    code, said = run("backup", tmp_path / "b", "--database", postgres_url)
    assert code == 2
    assert "There is no pg_dump on this machine" in said
    assert not (tmp_path / "b").exists()


def test_neither_a_backup_nor_a_restore_replaces_anything(tmp_path: Path):
    with migrating.sqlite(tmp_path) as database:
        prepare(database.owner)
        on(database.serving, ["riverside"])
    here = f"sqlite:///{tmp_path / 'empty.db'}"
    (tmp_path / "there").write_text("something")
    assert run("backup", tmp_path / "there", "--database", here)[0] == 2
    assert (tmp_path / "there").read_text() == "something"
    assert run("backup", tmp_path / "b", "--database", here)[0] == 0
    before = (tmp_path / "empty.db").read_bytes()
    assert run("restore", tmp_path / "b", "--database", here)[0] == 2
    assert (tmp_path / "empty.db").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_what_is_no_backup_is_not_put_back(tmp_path: Path):
    (tmp_path / "b").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    for file in (tmp_path / "b", tmp_path / "nothing"):
        assert run("restore", file, "--data", tmp_path / "new")[0] == 2
        assert not (tmp_path / "new" / "caseload.db").exists()


def test_no_backup_is_made_of_a_database_that_is_not_there(tmp_path: Path):
    code, said = run("backup", tmp_path / "b", "--data", tmp_path)
    assert code == 2
    assert "There is no database" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ("UPDATE worker SET open_cases = 9 WHERE id = 'w-001'", "is said to have 9"),
        ("UPDATE \"case\" SET state = 'closed' WHERE state = 'open'", "is closed, which"),
        ("DELETE FROM audit WHERE agency = 'riverside'", "The record ends at row 0"),
        ("UPDATE audit SET previous = 'x'", "The record is broken after row 0"),
    ],
)
def test_what_does_not_hold_is_found(tmp_path: Path, slip: str, said: str):
    with migrating.sqlite(tmp_path) as database:
        place = on(database.owner_unguarded(), ["riverside"])
        assert place.store.read("riverside", faults) == []
        assert place.store.read("riverside", lambda unit: unit.count(WorkerRow)) > 0
        with database.owner.begin() as connection:
            connection.execute(text(slip))
        assert any(said in fault for fault in place.store.read("riverside", faults))
