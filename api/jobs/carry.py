"""How a worker hears of a job that waits: on PostgreSQL by procrastinate, in the job's transaction.

What procrastinate carries is an agency and a job's id, no more; the table of jobs stays the truth. So a
carried task that is lost, comes twice or comes late does no harm: the job is found by who watches.
"""

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Engine, text

from api.errors import NotReady
from api.storage.engine import is_sqlite
from api.storage.unit import Unit

if TYPE_CHECKING:
    from procrastinate import App

QUEUE = "caseload"
TASK = "caseload.job"
_THERE = "SELECT to_regclass('procrastinate_jobs') IS NOT NULL"


def carry(unit: Unit, job: str) -> None:
    """Have a waiting job carried to some worker once this transaction is committed, if not before.

    On SQLite workers look by themselves. A job that is on its way already is left at that.
    """
    if unit.one_writer:
        return
    from procrastinate.exceptions import AlreadyEnqueued, ConnectorException  # an extra

    deferrer = _deferring().configure_task(
        TASK,
        queue=QUEUE,
        queueing_lock=f"{unit.agency}/{job}",
        connection=unit.session.connection().connection.driver_connection,
    )
    unit.session.flush()
    try:
        with unit.session.begin_nested():
            deferrer.defer(agency=unit.agency, job=job)
    except AlreadyEnqueued:
        return
    except ConnectorException:
        raise NotReady("No job can be handed to a worker.") from None


def apply_schema(engine: Engine) -> None:
    """Make procrastinate's own tables and functions, where they are not there.

    Only for PostgreSQL, by the role that owns the tables; a migration calls it.
    """
    if is_sqlite(engine):
        return
    from procrastinate.schema import SchemaManager

    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('procrastinate'))"))
        if connection.execute(text(_THERE)).scalar_one():
            return
        raw = cast(Any, connection.connection.driver_connection)
        raw.execute(SchemaManager.get_schema())


@cache
def _deferring() -> "App":
    """Return an app that only defers, each time by the connection it is handed."""
    from procrastinate import App, SyncPsycopgConnector

    return App(connector=SyncPsycopgConnector())
