"""What a database itself refuses, whatever the program asks: other agencies' rows, a changed record."""

from sqlalchemy import Connection, inspect, text

from api.audit.triggers import allowing_changes, refusing_changes
from api.storage.tables import METADATA, AuditRow, DirectoryRow
from planner.errors import BadValue

POLICY = "own_agency"
SHARED = frozenset({str(DirectoryRow.__tablename__)})
"""The tables all agencies share: they hold the ids of agencies alone."""
KEPT = str(AuditRow.__tablename__)
"""The table in which rows are written once and stay as they are."""

_OWN = "agency = current_setting('app.agency', true)"
_STEPS = "alembic_version"


def guarded() -> list[str]:
    """Return the tables of which each agency sees its own rows alone."""
    return sorted(set(METADATA.tables) - SHARED)


def guard(connection: Connection, app_role: str | None = None) -> None:
    """Guard the tables that are there; on PostgreSQL also say what the application's role may do.

    Raises
    ------
    BadValue
        There is no such role, or it could get round the guards.
    """
    there = _there(connection)
    if KEPT in there:
        _allow_changes(connection)
        for statement in refusing_changes(connection.dialect.name):
            connection.execute(text(statement))
    if connection.dialect.name == "sqlite":
        return
    for table in there:
        name = _quoted(connection, table)
        if table not in SHARED:
            connection.execute(text(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"))
            connection.execute(text(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY"))
            connection.execute(text(f"DROP POLICY IF EXISTS {POLICY} ON {name}"))
            connection.execute(
                text(f"CREATE POLICY {POLICY} ON {name} USING ({_OWN}) WITH CHECK ({_OWN})")
            )
    if app_role is not None:
        _allow(connection, app_role, there)


def unguard(connection: Connection) -> None:
    """Let the owner see every agency's rows until `guard` is called, in the same transaction."""
    there = _there(connection)
    if KEPT in there:
        _allow_changes(connection)
    if connection.dialect.name == "sqlite":
        return
    for table in sorted(set(there) - SHARED):
        name = _quoted(connection, table)
        connection.execute(text(f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY"))


def refuse_powers(connection: Connection, role: str) -> None:
    """Refuse a role for the application that could get round the guards.

    Raises
    ------
    BadValue
        It does not exist, is a superuser, bypasses row-level security, or is or belongs to an owner.
    """
    query = "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = :role"
    powers = connection.execute(text(query), {"role": role}).one_or_none()
    if powers is None:
        raise BadValue(f"The database has no role {role}: make it first (docs/operations.md).")
    if any(powers):
        raise BadValue(
            f"{role} is a superuser or bypasses row-level security; the service needs neither."
        )
    owns = text(
        "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = current_schema() AND c.relname = ANY(:tables)"
        " AND pg_has_role(:role, c.relowner, 'MEMBER')"
    )
    if connection.execute(owns, {"tables": sorted(METADATA.tables), "role": role}).scalar_one():
        raise BadValue(f"{role} owns tables; let one role own them and another one serve.")


def _allow(connection: Connection, app_role: str, there: list[str]) -> None:
    refuse_powers(connection, app_role)
    role = _quoted(connection, app_role)
    schema = _quoted(connection, connection.execute(text("SELECT current_schema()")).scalar_one())
    connection.execute(text(f"GRANT USAGE ON SCHEMA {schema} TO {role}"))
    for table in there:
        name = _quoted(connection, table)
        may = "SELECT, INSERT" if table == KEPT else "SELECT, INSERT, UPDATE, DELETE"
        connection.execute(text(f"REVOKE ALL ON {name} FROM {role}"))
        connection.execute(text(f"GRANT {may} ON {name} TO {role}"))
    connection.execute(text(f"GRANT SELECT ON {_STEPS} TO {role}"))
    _allow_carrier(connection, role)


def _allow_carrier(connection: Connection, role: str) -> None:
    """Let the role use the tables of procrastinate, which hold ids of jobs, where they are there."""
    found = connection.execute(
        text(
            "SELECT 'TABLE ' || c.oid::regclass FROM pg_class c"
            " WHERE c.relnamespace = current_schema()::regnamespace"
            " AND c.relname LIKE 'procrastinate%' AND c.relkind = 'r'"
            " UNION ALL SELECT 'SEQUENCE ' || c.oid::regclass FROM pg_class c"
            " WHERE c.relnamespace = current_schema()::regnamespace"
            " AND c.relname LIKE 'procrastinate%' AND c.relkind = 'S'"
        )
    )
    for what in found.scalars():
        connection.execute(text(f"GRANT ALL ON {what} TO {role}"))


def _allow_changes(connection: Connection) -> None:
    for statement in allowing_changes(connection.dialect.name):
        connection.execute(text(statement))


def _there(connection: Connection) -> list[str]:
    return sorted(set(inspect(connection).get_table_names()) & set(METADATA.tables))


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote(name)
