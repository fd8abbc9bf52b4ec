"""How the embedded database is copied while it is written to, and put back."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from planner.errors import BadValue


def copy(database: Path, file: Path) -> None:
    """Write the database as it is at one moment into a new file that only its owner may read.

    Raises
    ------
    BadValue
        There is no such database, the file is there already, or the copy is not sound.
    """
    if not database.is_file():
        raise BadValue(f"There is no database {database}.")
    made = file.with_name(f".{file.name}.part")
    os.close(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with (
            closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(made)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        _check(made)
        _settle(made)
        os.link(made, file)  # unlike a rename, it never replaces a file
    except FileExistsError:
        raise BadValue(f"{file} is there already; a backup replaces nothing.") from None
    finally:
        made.unlink()


def put_back(file: Path, database: Path) -> None:
    """Copy a backup to where there is no database yet.

    Raises
    ------
    BadValue
        The backup is none, or there is a database already.
    """
    if not file.is_file():
        raise BadValue(f"There is no backup {file}.")
    _check(file)
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy(file, database)


def _check(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError:
        found = None
    if found != ("ok",):
        raise BadValue(f"{file.name} is no sound SQLite database.")


def _settle(file: Path) -> None:
    opened = os.open(file, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
