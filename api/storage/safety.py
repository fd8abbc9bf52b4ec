"""Whether it is safe to serve from a database: its step, and on PostgreSQL the role and the guards."""

from sqlalchemy import Connection, Engine, text

from api.storage.engine import is_sqlite
from api.storage.guards import KEPT, POLICY, guarded, refuse_powers
from api.storage.prepare import check_head
from planner.errors import BadValue

_OWN = "current_setting('app.agency'"


def check_safe(engine: Engine) -> None:
    """Refuse to serve from a database that would not hold agencies apart or keep the record.

    Raises
    ------
    BadValue
        It is of another release; or, on PostgreSQL, the service's role is an owner or superuser or may
        change the record, or a table's rows are not guarded.
    """
    check_head(engine)
    if is_sqlite(engine):
        return
    with engine.connect() as connection:
        role = connection.execute(text("SELECT current_user")).scalar_one()
        refuse_powers(connection, role)
        _check_rows_guarded(connection)
        _check_record_kept(connection)


def _check_rows_guarded(connection: Connection) -> None:
    found = connection.execute(
        text(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " JOIN pg_policy p ON p.polrelid = c.oid WHERE n.nspname = current_schema()"
            " AND c.relrowsecurity AND c.relforcerowsecurity GROUP BY c.oid, c.relname"
            " HAVING count(*) = 1 AND bool_and(p.polname = :policy AND p.polcmd = '*'"
            " AND strpos(pg_get_expr(p.polqual, c.oid), :own) > 0"
            " AND pg_get_expr(p.polqual, c.oid) = pg_get_expr(p.polwithcheck, c.oid))"
        ),
        {"policy": POLICY, "own": _OWN},
    )
    open_ones = sorted(set(guarded()) - set(found.scalars()))
    if open_ones:
        raise BadValue(
            f"Row-level security does not guard {', '.join(open_ones)}: run `caseload database prepare`."
        )


def _check_record_kept(connection: Connection) -> None:
    for what in ("UPDATE", "DELETE", "TRUNCATE"):
        query = text("SELECT has_table_privilege(current_user, CAST(:record AS text), :what)")
        if connection.execute(query, {"record": KEPT, "what": what}).scalar_one():
            raise BadValue("The service's role may change the record: run `caseload database prepare`.")
