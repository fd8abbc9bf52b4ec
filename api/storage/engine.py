"""The database itself: embedded SQLite for one agency, PostgreSQL for many."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from planner.errors import BadValue

WRITES = "writes"
BUSY_SECONDS = 20
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
)
_CONNECTIONS = 10


def open_engine(url: str) -> Engine:
    """Return the engine of a database.

    Values never stand in its errors or its log. SQLite writes ahead, syncs at each commit and begins a
    write with the lock it needs (`BEGIN IMMEDIATE`), so that two writers wait and never fail half-way.

    Raises
    ------
    BadValue
        The address is not one of SQLite or of PostgreSQL.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise BadValue("The database's address cannot be read.") from None
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(url, parsed.database)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            hide_parameters=True,
            pool_pre_ping=True,
            pool_size=_CONNECTIONS,
            max_overflow=_CONNECTIONS,
        )
    raise BadValue("The database has to be SQLite or PostgreSQL.")


def is_sqlite(engine: Engine) -> bool:
    """Return whether the database is the embedded one."""
    return engine.dialect.name == "sqlite"


def _sqlite(url: str, path: str | None) -> Engine:
    if path:
        Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        Path(path).touch(mode=0o600)
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: object) -> None:
        connection.isolation_level = None  # the driver is not to begin by itself
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
