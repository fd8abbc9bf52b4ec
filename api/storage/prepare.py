"""How a database is brought to the form this release reads, and how one is refused that is not in it."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from api.jobs.carry import apply_schema
from api.storage.engine import WRITES, is_sqlite
from api.storage.guards import guard, unguard
from planner.errors import BadValue

NOTHING = "base"
_MIGRATIONS = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 0x_CA5E_10AD  # the number of the advisory lock


def head() -> str:
    """Return the newest step there is."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def step_of(engine: Engine) -> str | None:
    """Return the step a database is at, or None where it has no tables of ours."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def check_head(engine: Engine) -> None:
    """Refuse a database of another release.

    Raises
    ------
    BadValue
        It is newer, older, or empty.
    """
    at = step_of(engine)
    _refuse_newer(at)
    if at != head():
        raise BadValue("The database is not prepared for this release: run `caseload database prepare`.")


def prepare(engine: Engine, app_role: str | None = None) -> None:
    """Bring a database to the newest step, all steps in one transaction: it is all there or nothing is.

    On PostgreSQL whoever does it owns the tables; the application's role may then use them, guarded by
    row-level security. Two that prepare at once take turns.

    Raises
    ------
    BadValue
        The database was written by a newer release, or the role is none that may serve.
    """
    _refuse_newer(step_of(engine))
    apply_schema(engine)
    _move(engine, lambda config: command.upgrade(config, "head"), app_role)


def take_back(engine: Engine, step: str = NOTHING) -> None:
    """Bring a database back to an earlier step; what only later steps keep is lost, so back up first."""
    _move(engine, lambda config: command.downgrade(config, step), None)


def check_tables(engine: Engine) -> None:
    """Raise alembic's error where the steps do not lead to the tables of the code; for tests."""
    with engine.connect() as connection:
        command.check(_config(connection))


def _move(engine: Engine, steps: Callable[[Config], None], app_role: str | None) -> None:
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        if not is_sqlite(engine):
            connection.execute(text("SELECT pg_advisory_xact_lock(:it)"), {"it": _ONE_AT_A_TIME})
        unguard(connection)  # row-level security would hide the rows from the steps themselves
        steps(_config(connection))
        guard(connection, app_role)


def _refuse_newer(at: str | None) -> None:
    known = {step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()}
    if at is not None and at not in known:
        raise BadValue(f"The database is of a newer release (step {at}): start that release instead.")


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
