"""Do the commands of docs/operations.md do what it says, from the first SQL to a restored backup?"""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url
from typer.testing import CliRunner

from api.cli import app
from api.storage.engine import open_engine
from api.storage.safety import check_safe
from tests.docs.pages import text
from tests.service.places import on
from tests.service.postgres import Server, installed

ROLES = ("caseload_owner", "caseload_service", "caseload_backup")
DATABASES = ("caseload", "restored")


def told(language: str, holding: str) -> list[str]:
    """Return the lines of those blocks of the page in a language in which a word stands."""
    found = re.findall(rf"```{language}\n(.*?)```", text("operations.md"), re.S)
    return [line for block in found if holding in block for line in block.splitlines()]


def run(line: str, server: Server | None = None) -> str:
    """Run a command of the page; of addresses only where the server listens is put in."""
    words = shlex.split(line)
    assert words[0] == "caseload"
    ended = CliRunner().invoke(app, [_there(word, server) for word in words[1:]])
    assert ended.exit_code == 0, ended.output
    return ended.output


def _there(word: str, server: Server | None) -> str:
    if server is None or not word.startswith("postgresql://"):
        return word
    asked = make_url(word)
    return server.address(str(asked.database), str(asked.username))


@pytest.fixture
def superuser(postgres_server: Server) -> Iterator[Server]:
    yield postgres_server
    for name in DATABASES:
        postgres_server.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    for role in ROLES:
        postgres_server.run(f"DROP ROLE IF EXISTS {role}")


def test_a_first_day_with_postgresql_and_a_restored_backup(
    superuser: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    tool = installed("pg_dump")
    assert tool is not None
    monkeypatch.setenv("PATH", f"{tool.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(tmp_path)
    for statement in told("sql", "CREATE ROLE"):
        superuser.run(statement)
    prepare, check, backup = told("console", "caseload-first.backup --database")
    assert "may serve from it and owns nothing" in run(prepare, superuser)
    assert "its guards are up" in run(check, superuser)
    place = on(open_engine(superuser.address("caseload", "caseload_service")))
    run(backup, superuser)
    superuser.run("CREATE DATABASE restored OWNER caseload_owner")
    (restore,) = told("console", "restore caseload-first.backup")
    assert "All of it is back (2 agencies)" in run(restore, superuser)
    back = open_engine(superuser.address("restored", "caseload_service"))
    check_safe(back)
    back.dispose()
    place.store.engine.dispose()


def test_a_first_day_with_sqlite_and_a_restored_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for line in told("console", "prepare --data"):
        run(line)
    on(open_engine("sqlite:///data/caseload.db"), ["riverside"])
    for word in ("backup caseload-monday", "restore caseload-monday"):
        for line in told("console", word):
            said = run(line)
    assert "All of it is back (1 agency)" in said
