"""The facts an agency plans from: people, cases, who carries what, exposure, policy."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field, SQLModel, col

from api.storage.tables.base import (
    KEY,
    Keyed,
    Versioned,
    belongs_to,
    document,
    instant,
    one_of,
    sought_by,
)


class DirectoryRow(SQLModel, table=True):
    """Which agencies there are: ids alone, for work that goes through all of them."""

    __tablename__ = "directory"

    agency: str = Field(primary_key=True, max_length=KEY)


class AgencyRow(SQLModel, table=True):
    """An agency's own row. `revision` counts the changes of its facts; `planner_on` is the switch."""

    __tablename__ = "agency"

    agency: str = Field(primary_key=True, max_length=KEY, foreign_key="directory.agency")
    title: str = Field(max_length=120)
    time_zone: str = Field(default="UTC", max_length=60)
    synthetic: bool = False
    planner_on: bool = True
    ledger_from: date | None = None  # the Monday of the first week that is not in the ledger yet
    weights: str = ""  # own weights as their TOML text; empty where the shipped ones are used
    risk_card: str = ""
    version: int = 1
    revision: int = Field(default=0, sa_type=BigInteger)
    created_at: int = instant()
    changed_at: int = instant()


class Fact(Versioned):
    """A row that plans are made from."""

    FACT = True


class OfficeRow(Fact, table=True):
    """A place work is done from; only its code."""

    __tablename__ = "office"


class TeamRow(Fact, table=True):
    """A team; `data` is the noun `Team`."""

    __tablename__ = "team"

    office: str = Field(max_length=KEY)
    data: dict[str, Any] = document()


class ReferralTypeRow(Fact, table=True):
    """Where cases come from; `data` is the noun `ReferralType`."""

    __tablename__ = "referral_type"

    data: dict[str, Any] = document()


class WorkerRow(Fact, table=True):
    """A worker; `data` is the noun `Worker`. `open_cases` counts the active rows that name them."""

    __tablename__ = "worker"
    __table_args__ = (belongs_to("team", "team"),)

    team: str = Field(max_length=KEY)
    enabled: bool = True
    open_cases: int = 0
    data: dict[str, Any] = document()


class CaseRow(Fact, table=True):
    """A case; `data` is the noun `Case`. `holder` is who answers for it while it waits."""

    __tablename__ = "case"
    __table_args__ = (
        one_of("state", "waiting", "open", "closed"),
        belongs_to("team", "team"),
        belongs_to("worker", "holder"),
        *sought_by("case", "state"),
    )

    team: str = Field(max_length=KEY)
    state: str = Field(default="waiting", max_length=KEY)
    holder: str | None = Field(default=None, max_length=KEY)
    closed_on: date | None = None
    data: dict[str, Any] = document()


class AssignmentRow(Fact, table=True):
    """Who carries a case: at most one active row a case. `path` says how it came to be."""

    __tablename__ = "assignment"
    __table_args__ = (
        one_of("path", "proposal", "override", "manual", "immediate", "move", "import", "undo"),
        belongs_to("case", "case"),
        belongs_to("worker", "worker"),
        belongs_to("worker", "support"),
        Index(
            "one_active_assignment",
            "agency",
            "case",
            unique=True,
            sqlite_where=text("active"),
            postgresql_where=text("active"),
        ),
        *sought_by("assignment", "case", "worker", "support"),
    )

    case: str = Field(max_length=KEY)
    worker: str = Field(max_length=KEY)
    support: str | None = Field(default=None, max_length=KEY)
    cover: list[dict[str, Any]] = document(list)
    since: date
    hold: str = Field(default="kept", max_length=KEY)
    wish: str | None = Field(default=None, max_length=KEY)
    active: bool = True
    path: str = Field(max_length=KEY)
    proposal: str | None = Field(default=None, max_length=KEY)
    consent: str | None = Field(default=None, max_length=KEY)  # the four-eyes row, where one was needed
    by: str = Field(max_length=KEY)
    ended_on: date | None = None
    end_reason: str | None = Field(default=None, max_length=KEY)


class ExposureRow(Fact, table=True):
    """An event of the ledger; `data` is the noun `Exposure`. A correction replaces, never edits."""

    __tablename__ = "exposure"
    __table_args__ = (belongs_to("worker", "worker"), *sought_by("exposure", "worker"))

    worker: str = Field(max_length=KEY)
    week: date
    case: str | None = Field(default=None, max_length=KEY)
    replaces: str | None = Field(default=None, max_length=KEY)
    replaced: bool = False
    by: str = Field(max_length=KEY)
    data: dict[str, Any] = document()


class PolicyRow(Keyed, table=True):
    """A version of the agency's policy: the settings unlike the shipped ones, and from when on.

    `id` is the number of the version, as text; rows are never changed.
    """

    __tablename__ = "policy"

    number: int
    effective_from: date
    changes: dict[str, Any] = document()
    by: str = Field(max_length=KEY)
    at: int = instant()


for _table in (
    OfficeRow,
    TeamRow,
    ReferralTypeRow,
    WorkerRow,
    CaseRow,
    AssignmentRow,
    ExposureRow,
):
    Index(f"{_table.__tablename__}_revision", col(_table.agency), col(_table.revision))
