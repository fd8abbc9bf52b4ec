"""How PostgreSQL's own programs copy a database while it is written to, and put it back."""

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy.engine import URL

from planner.errors import BadValue

_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


def copy(url: URL, file: Path) -> None:
    """Write the database as it is at one moment into a new file that only its owner may read.

    The role has to see every agency's rows (BYPASSRLS); with any other, PostgreSQL refuses.

    Raises
    ------
    BadValue
        There is no pg_dump, the file is there already, or PostgreSQL refuses.
    """
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BadValue(f"{file} is there already; a backup replaces nothing.") from None
    try:
        _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges"], url, opened)
        os.fsync(opened)
    except BadValue:
        file.unlink()
        raise
    finally:
        os.close(opened)


def put_back(file: Path, owner: Engine) -> None:
    """Put a backup into an empty database, as the role that is to own the tables.

    Raises
    ------
    BadValue
        There is no pg_restore or no backup, the database is not empty, or PostgreSQL refuses.
    """
    if not file.is_file():
        raise BadValue(f"There is no backup {file}.")
    if inspect(owner).get_table_names():
        raise BadValue(f"The database {owner.url.database} is not empty; a backup replaces nothing.")
    how = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    name = str(owner.url.database)
    _run(["pg_restore", *how, f"--dbname={name}", str(file.resolve())], owner.url, subprocess.DEVNULL)


def _run(command: list[str], url: URL, output: int) -> None:
    found = shutil.which(command[0])
    if found is None:
        raise BadValue(
            f"There is no {command[0]} on this machine: install PostgreSQL's client, of the server's"
            " version or newer."
        )
    given = url.translate_connect_args(username="user", database="dbname") | dict(url.query)
    environment = dict(os.environ) | {
        _VARIABLES[name]: str(value) for name, value in given.items() if name in _VARIABLES
    }
    ended = subprocess.run(  # noqa: S603
        [found, *command[1:]], env=environment, stdout=output, stderr=subprocess.PIPE, check=False
    )
    if ended.returncode != 0:
        said = ended.stderr.decode(errors="replace").strip().splitlines()[:1]
        raise BadValue(f"{command[0]} did not succeed. {' '.join(said)[:200]}")
