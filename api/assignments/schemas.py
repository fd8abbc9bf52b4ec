"""What the reading doors of assignments say."""

from typing import Literal

from pydantic import Field

from api.http.paging import Listed
from api.http.wire import Out


class AssignmentOut(Out):
    """Who carries a case."""

    id: str
    case: str
    worker: str = Field(description="The lead worker.")
    support: str | None = Field(description="The supporting worker.")
    since: str
    hold: Literal["kept", "movable"]
    wish: Literal["worker", "client"] | None = Field(description="Who asked that it moves.")
    active: bool
    path: str = Field(description="How it came to be: proposal, override, manual, import, ...")
    proposal: str | None
    ended_on: str | None
    end_reason: str | None
    version: int
    changed_at: str


AssignmentsOut = Listed[AssignmentOut]
