"""What makes the database itself refuse to change the record: statements for each kind of database."""

_REFUSED = "the record is only added to"

_SQLITE = (
    f"""CREATE TRIGGER audit_stays_as_it_is BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END""",
    f"""CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END""",
    """CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE agency = NEW.agency AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END""",
)
_SQLITE_OFF = (
    "DROP TRIGGER IF EXISTS audit_stays_as_it_is",
    "DROP TRIGGER IF EXISTS audit_is_not_deleted",
    "DROP TRIGGER IF EXISTS audit_is_not_replaced",
)
_POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION refuse_a_change_of_the_record() RETURNS trigger
LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_REFUSED}'
USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER audit_stays_as_it_is BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION refuse_a_change_of_the_record()""",
    """CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION refuse_a_change_of_the_record()""",
)
_POSTGRESQL_OFF = (
    "DROP TRIGGER IF EXISTS audit_stays_as_it_is ON audit",
    "DROP TRIGGER IF EXISTS audit_is_not_emptied ON audit",
    "DROP FUNCTION IF EXISTS refuse_a_change_of_the_record()",
)


def refusing_changes(dialect: str) -> tuple[str, ...]:
    """Return the statements after which `sqlite` or `postgresql` refuses UPDATE and DELETE."""
    return _SQLITE if dialect == "sqlite" else _POSTGRESQL


def allowing_changes(dialect: str) -> tuple[str, ...]:
    """Return the statements that take that back; for a migration down, and for tests of tampering."""
    return _SQLITE_OFF if dialect == "sqlite" else _POSTGRESQL_OFF
