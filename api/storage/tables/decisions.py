"""What was proposed, asked, consented to and reviewed, and what a worker was told."""

from datetime import date
from typing import Any

from sqlmodel import Field

from api.storage.tables.base import KEY, Versioned, belongs_to, document, instant, one_of, sought_by

WORDS = 200
"""The longest reason, in characters."""


class ProposalRow(Versioned, table=True):
    """A proposal: for one case, or a plan. `based_on`: the version of everything it was made from."""

    __tablename__ = "proposal"
    __table_args__ = (
        one_of("kind", "case", "plan"),
        one_of("state", "open", "accepted", "overridden", "rejected", "expired", "superseded"),
        *sought_by("proposal", "state", "case"),
    )

    kind: str = Field(max_length=KEY)
    state: str = Field(default="open", max_length=KEY)
    case: str | None = Field(default=None, max_length=KEY)
    caseload_of: str | None = Field(default=None, max_length=KEY)  # whose open cases all go to others
    teams: list[str] = document(list)
    plan: dict[str, Any] = document()  # the noun `Plan`
    told: dict[str, Any] = document()  # what the planner said of it, as the answer it gave
    based_on: dict[str, Any] = document()  # {"cases": {id: version}, "workers": {...}, "policy": number}
    job: str | None = Field(default=None, max_length=KEY)
    by: str = Field(max_length=KEY)
    expires_at: int = instant()
    decided_by: str | None = Field(default=None, max_length=KEY)
    decided_at: int | None = instant(None)
    reason_code: str | None = Field(default=None, max_length=KEY)
    reason: str | None = Field(default=None, max_length=WORDS)


class ConsentRow(Versioned, table=True):
    """A second person's consent to an assignment beyond the usual budget (four eyes)."""

    __tablename__ = "consent"
    __table_args__ = (
        one_of("state", "asked", "given", "refused", "withdrawn", "used"),
        belongs_to("case", "case"),
        belongs_to("worker", "worker"),
        *sought_by("consent", "case"),
    )

    case: str = Field(max_length=KEY)
    worker: str = Field(max_length=KEY)
    proposal: str | None = Field(default=None, max_length=KEY)
    state: str = Field(default="asked", max_length=KEY)
    asked_by: str = Field(max_length=KEY)
    answered_by: str | None = Field(default=None, max_length=KEY)
    answered_at: int | None = instant(None)
    reason_code: str = Field(max_length=KEY)
    reason: str = Field(max_length=WORDS)
    expires_at: int = instant()


class AskRow(Versioned, table=True):
    """A worker asked to take a case by hand; the answer needs no reason, and nobody counts answers."""

    __tablename__ = "ask"
    __table_args__ = (
        one_of("state", "asked", "accepted", "declined", "withdrawn", "expired"),
        belongs_to("case", "case"),
        belongs_to("worker", "worker"),
        *sought_by("ask", "case", "worker"),
    )

    case: str = Field(max_length=KEY)
    worker: str = Field(max_length=KEY)
    state: str = Field(default="asked", max_length=KEY)
    consent: str | None = Field(default=None, max_length=KEY)
    reason_code: str = Field(max_length=KEY)
    reason: str = Field(max_length=WORDS)
    by: str = Field(max_length=KEY)
    expires_at: int = instant()
    answered_at: int | None = instant(None)


class ReviewRow(Versioned, table=True):
    """The second look at an immediate response that one person assigned, due the next working day."""

    __tablename__ = "review"
    __table_args__ = (
        one_of("state", "due", "confirmed", "relieved"),
        belongs_to("assignment", "assignment"),
    )

    assignment: str = Field(max_length=KEY)
    case: str = Field(max_length=KEY)
    worker: str = Field(max_length=KEY)
    state: str = Field(default="due", max_length=KEY)
    due_on: date
    assigned_by: str = Field(max_length=KEY)
    by: str | None = Field(default=None, max_length=KEY)
    at: int | None = instant(None)


class NoticeRow(Versioned, table=True):
    """What a worker is told before anybody else: that the action level was reached, say."""

    __tablename__ = "notice"
    __table_args__ = (
        one_of("kind", "action-level", "relief-offered"),
        belongs_to("worker", "worker"),
        *sought_by("notice", "worker"),
    )

    worker: str = Field(max_length=KEY)
    kind: str = Field(max_length=KEY)
    seen_at: int | None = instant(None)
    supervision_by: date | None = None  # by when supervision is to be offered
    supervised_at: int | None = instant(None)
    ended_at: int | None = instant(None)  # when the worker was below the level again
