"""The record nobody can quietly change: a chain for each agency, and its head."""

from typing import Any

from sqlalchemy import DDL, BigInteger, event
from sqlmodel import Field, SQLModel

from api.audit.triggers import refusing_changes
from api.storage.tables.base import KEY, document, instant

HASH = 80
"""The longest hash: the id of the key it was made with, a colon, and 64 hexadecimal digits."""


class AuditRow(SQLModel, table=True):
    """What somebody did or looked at: ids and code words only. `hash` covers `previous` and the rest."""

    __tablename__ = "audit"

    agency: str = Field(primary_key=True, max_length=KEY)
    number: int = Field(primary_key=True, sa_type=BigInteger)
    at: int = instant()
    actor: str = Field(max_length=KEY)
    action: str = Field(max_length=KEY)
    kind: str = Field(max_length=KEY)  # of object
    object: str = Field(max_length=KEY)
    details: dict[str, Any] = document()
    previous: str = Field(max_length=HASH)
    hash: str = Field(max_length=HASH)


class AuditHeadRow(SQLModel, table=True):
    """Where an agency's chain ends; locked while the next rows are written."""

    __tablename__ = "audit_head"

    agency: str = Field(primary_key=True, max_length=KEY)
    number: int = Field(default=0, sa_type=BigInteger)
    hash: str = Field(default="", max_length=HASH)


for _dialect in ("sqlite", "postgresql"):
    for _statement in refusing_changes(_dialect):
        event.listen(
            AuditRow.__table__,  # type: ignore[attr-defined]
            "after_create",
            DDL(_statement).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call]
        )
