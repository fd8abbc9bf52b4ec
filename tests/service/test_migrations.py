"""Do the migrations lead to the tables of the code, up and down, with every row kept?"""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from api.storage.engine import is_sqlite
from api.storage.prepare import check_head, check_tables, head, prepare, step_of, take_back
from api.storage.tables import METADATA
from planner.errors import BadValue
from tests.service import migrating
from tests.service.migrating import Database
from tests.service.places import on

BEFORE_LAST = f"{int(head()) - 1:04}"
PEOPLE = {"api_client", "oidc_login", "session", "user_account"}


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        made = migrating.sqlite(tmp_path)
    else:
        made = migrating.postgresql(request.getfixturevalue("postgres_server"))
    with made as it:
        yield it


def test_the_newest_step_and_the_tables_do_not_differ(database: Database):
    prepare(database.owner, database.app_role)
    check_tables(database.owner)
    migrated = database.form()
    take_back(database.owner)
    METADATA.create_all(database.owner)
    assert migrated == database.form()
    assert len(migrated) > len(METADATA.tables)


def test_a_step_back_and_forth_keeps_every_row_but_those_of_the_step(database: Database):
    prepare(database.owner, database.app_role)
    place = on(database.serving)
    place.person("supervisor", ["north"])
    before = database.rows()
    assert before["user_account"]
    take_back(database.owner, BEFORE_LAST)
    assert step_of(database.owner) == BEFORE_LAST
    lost = set(before) - set(database.rows())
    prepare(database.owner, database.app_role)
    after = database.rows()
    assert lost == PEOPLE
    assert {t: rows for t, rows in after.items() if t not in lost} == {
        t: rows for t, rows in before.items() if t not in lost
    }
    assert all(after[table] == [] for table in lost)
    assert place.person("supervisor").get("/v1/health/live").status_code == 200


def test_all_the_way_down_and_up_again_leaves_an_empty_database_that_serves(database: Database):
    prepare(database.owner, database.app_role)
    on(database.serving)
    take_back(database.owner)
    assert database.rows() == {}
    prepare(database.owner, database.app_role)
    on(database.serving)


def test_preparing_twice_changes_nothing(database: Database):
    prepare(database.owner, database.app_role)
    on(database.serving)
    before = database.rows(), database.form()
    prepare(database.owner, database.app_role)
    assert (database.rows(), database.form()) == before


def test_two_that_prepare_at_once_take_turns(database: Database):
    with ThreadPoolExecutor(2) as both:
        ended = [both.submit(prepare, database.owner, database.app_role) for _ in range(2)]
        assert [each.result() for each in ended] == [None, None]
    check_head(database.owner)


def test_a_database_of_a_newer_release_is_refused_and_left_alone(database: Database):
    prepare(database.owner, database.app_role)
    with database.owner.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = database.rows(), database.form()
    for refused in (prepare, check_head):
        with pytest.raises(BadValue, match="newer release"):
            refused(database.owner)
    assert (database.rows(), database.form()) == before


@pytest.mark.parametrize("step", [None, BEFORE_LAST])
def test_a_database_that_is_behind_is_refused(database: Database, step: str | None):
    if step is not None:
        prepare(database.owner, database.app_role)
        take_back(database.owner, step)
    with pytest.raises(BadValue, match="caseload database prepare"):
        check_head(database.owner)


_KILLED = """
import os, signal, sys
from api.storage.engine import open_engine
from api.storage.points import told
from api.storage.prepare import prepare, take_back
url, role, steps, way = sys.argv[1:]
reached = []
def tell(point):
    reached.append(point)
    if len(reached) == int(steps):
        os.kill(os.getpid(), signal.SIGKILL)
told(tell)
engine = open_engine(url)
prepare(engine, role or None) if way == "up" else take_back(engine)
"""


@pytest.mark.ci
@pytest.mark.parametrize("way", ["up", "down"])
@pytest.mark.parametrize("steps", [1, 3, int(head())])
def test_a_migration_killed_in_the_middle_is_all_undone(database: Database, steps: int, way: str):
    if way == "down":
        prepare(database.owner, database.app_role)
        on(database.serving)
    before = database.rows(), database.form(), step_of(database.owner)
    url = database.owner.url.render_as_string(hide_password=False)
    database.owner.dispose()
    role = database.app_role or ""
    child = subprocess.run([sys.executable, "-c", _KILLED, url, role, str(steps), way], timeout=60)
    assert child.returncode == -9
    assert (database.rows(), database.form(), step_of(database.owner)) == before
    prepare(database.owner, database.app_role)
    check_head(database.owner)
    if way == "up":
        on(database.serving)
    assert is_sqlite(database.owner) or database.rows()["directory"]
