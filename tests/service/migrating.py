"""Databases to migrate, on both kinds: who owns one, who serves from it, and all that is in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, inspect, text

from api.storage.engine import is_sqlite, open_engine
from api.storage.guards import unguard
from api.storage.prepare import prepare
from api.storage.tables import METADATA
from tests.service.postgres import APPLICATION, OWNER, Server

SEES_ALL = "postgres"


@dataclass(frozen=True)
class Database:
    """An empty database: whoever prepares it, whoever serves from it, and whoever sees all of it."""

    owner: Engine
    serving: Engine
    seeing: Engine
    app_role: str | None

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of every table, in an order of its own."""
        with self.seeing.connect() as connection:
            there = inspect(connection).get_table_names()
            tables = [METADATA.tables[name] for name in sorted(METADATA.tables) if name in there]
            return {t.name: sorted(map(tuple, connection.execute(t.select())), key=repr) for t in tables}

    def owner_unguarded(self) -> Engine:
        """Return the owner's engine of a prepared database whose record can be changed, for once."""
        prepare(self.owner, self.app_role)
        with self.owner.begin() as connection:
            unguard(connection)
        return self.owner

    def form(self) -> set[tuple[Any, ...]]:
        """Return all there is to know of the form of our tables, as the database tells it."""
        with self.seeing.connect() as connection:
            if is_sqlite(self.seeing):
                return _form_of_sqlite(connection.execute(text("SELECT name, sql FROM sqlite_master")))
            rows = {tuple(row) for query in _FORM for row in connection.execute(text(query))}
            return {row for row in rows if not row[0].startswith("procrastinate")}


@contextmanager
def sqlite(folder: Path) -> Iterator[Database]:
    """Yield an empty database of SQLite."""
    engine = open_engine(f"sqlite:///{folder / 'empty.db'}")
    yield Database(engine, engine, engine, None)
    engine.dispose()


@contextmanager
def postgresql(server: Server) -> Iterator[Database]:
    """Yield an empty database of PostgreSQL."""
    with server.database() as name:
        owner, serving, seeing = (
            open_engine(server.address(name, role)) for role in (OWNER, APPLICATION, SEES_ALL)
        )
        yield Database(owner, serving, seeing, APPLICATION)
        for engine in (owner, serving, seeing):
            engine.dispose()


_FORM = (
    "SELECT table_name::text, column_name::text, data_type::text, is_nullable::text,"
    " character_maximum_length, column_default::text FROM information_schema.columns"
    " WHERE table_schema = 'public' AND table_name <> 'alembic_version'",
    "SELECT conrelid::regclass::text, conname::text, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace AND conrelid <> to_regclass('alembic_version')"
    " AND contype <> 'n'",
    "SELECT tablename::text, indexdef FROM pg_indexes"
    " WHERE schemaname = 'public' AND tablename <> 'alembic_version'",
)


def _form_of_sqlite(found: Any) -> set[tuple[Any, ...]]:
    """A table's lines may come in another order: columns stay in theirs, constraints are sorted."""
    form: set[tuple[Any, ...]] = set()
    for name, sql in found:
        if sql is None or name.startswith(("alembic", "sqlite")) or "TRIGGER" in sql:
            continue
        lines = [line.strip().rstrip(",") for line in sql.splitlines()]
        columns = [line for line in lines if not line.startswith(("CONSTRAINT", "FOREIGN", "PRIMARY"))]
        rest = sorted(set(lines) - set(columns))
        form.add((name, *columns, *rest))
    return form
