"""What all tables share: keys that start with the agency, versions, and time in whole milliseconds."""

from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

KEY = 40
"""The longest id, in characters."""


def instant(default: int | None = 0) -> Any:
    """Return a field for an instant: milliseconds since 1970 in UTC."""
    return Field(default=default, sa_type=BigInteger)


def document(default: Any = dict) -> Any:
    """Return a field for a JSON document."""
    return Field(default_factory=default, sa_type=JSON)


def belongs_to(table: str, *columns: str) -> ForeignKeyConstraint:
    """Return a foreign key that cannot cross agencies: (agency, columns) to the key of another table."""
    target = [f"{table}.agency", *(f"{table}.id" for _ in columns)]
    return ForeignKeyConstraint(["agency", *columns], target)


def sought_by(table: str, *columns: str) -> tuple[Index, ...]:
    """Return an index for each column by which rows are looked for: of one agency, in order of ids."""
    return tuple(Index(f"{table}_{column}", "agency", column, "id") for column in columns)


def one_of(column: str, *values: str) -> CheckConstraint:
    """Return a constraint on a column of code words."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_is_known")


class Keyed(SQLModel):
    """A row of one agency."""

    agency: str = Field(primary_key=True, max_length=KEY)
    id: str = Field(primary_key=True, max_length=64)


class Versioned(Keyed):
    """A row that is changed only against the version somebody saw.

    `version` counts the changes of this row; `revision`, of a fact, is the agency's when it last
    changed, so that whoever keeps a copy reads only what is newer.
    """

    FACT: ClassVar[bool] = False  # whether plans are made from it

    version: int = 1
    revision: int = Field(default=0, sa_type=BigInteger)
    created_at: int = instant()
    changed_at: int = instant()
