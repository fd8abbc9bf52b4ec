"""Long work, and what was answered to a request that may be sent again."""

from typing import Any

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from api.storage.tables.base import KEY, Versioned, document, instant, one_of, sought_by


class JobRow(Versioned, table=True):
    """A piece of long work. `owner` and `attempt` fence off whoever lost it.

    `beat` counts what its owner says while it works; a beat is no change of the row, so that `version`
    counts only what became of the job. An agency has one running job at most.
    """

    __tablename__ = "job"
    __table_args__ = (
        one_of("state", "queued", "running", "succeeded", "failed", "cancelled"),
        Index(
            "one_running_job",
            "agency",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
        *sought_by("job", "state"),
    )

    kind: str = Field(max_length=KEY)
    state: str = Field(default="queued", max_length=KEY)
    teams: list[str] = document(list)
    input: dict[str, Any] = document()
    attempt: int = 0
    owner: str | None = Field(default=None, max_length=KEY)  # a new one with each start of a process
    beat: int = 0
    progress: dict[str, Any] = document()
    result: dict[str, Any] = document()
    problem: str | None = Field(default=None, max_length=KEY)  # a code word; never what was sent in
    by: str = Field(max_length=KEY)
    started_at: int | None = instant(None)
    finished_at: int | None = instant(None)


class IdempotencyRow(SQLModel, table=True):
    """The answer to a request with an Idempotency-Key, written with its effect in one transaction."""

    __tablename__ = "idempotency"

    agency: str = Field(primary_key=True, max_length=KEY)
    actor: str = Field(primary_key=True, max_length=KEY)
    route: str = Field(primary_key=True, max_length=120)
    key: str = Field(primary_key=True, max_length=80)
    body_hash: str = Field(max_length=64)
    status: int
    headers: dict[str, str] = document()
    body: str
    at: int = instant()
