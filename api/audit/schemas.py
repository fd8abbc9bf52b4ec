"""The record on the wire."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

MOST = 500


class Page(BaseModel):
    """Which rows of the record to read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    after: int = Field(default=0, ge=0, le=2**53, description="Rows with a greater number.")
    limit: int = Field(default=100, ge=1, le=MOST, description="How many rows at most.")


class _Out(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class RecordedOut(_Out):
    """What somebody did or looked at: ids and code words only."""

    number: int
    at: str
    actor: str
    action: str
    kind: str
    object: str
    details: dict[str, Any]
    hash: str = Field(description="Covers this row and the one before.")


class RecordOut(_Out):
    """A page of the record, oldest first."""

    items: list[RecordedOut]
    next: int | None = Field(description="The next page's `after`; null where nothing is left.")


class FaultOut(_Out):
    """The first place where the record was changed."""

    number: int
    what: str


class VerificationOut(_Out):
    """Whether each row of the record is as it was written."""

    whole: bool
    rows: int
    hash: str = Field(description="The hash of the last row; compare it with one you kept.")
    anchors: int = Field(description="How many anchors the record was compared with.")
    fault: FaultOut | None
