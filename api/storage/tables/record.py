"""The record nobody can quietly change: a chain for each agency, and its head."""

from typing import Any

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from api.storage.tables.base import KEY, document, instant


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
    previous: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class AuditHeadRow(SQLModel, table=True):
    """Where an agency's chain ends; locked while the next rows are written."""

    __tablename__ = "audit_head"

    agency: str = Field(primary_key=True, max_length=KEY)
    number: int = Field(default=0, sa_type=BigInteger)
    hash: str = Field(default="", max_length=64)
