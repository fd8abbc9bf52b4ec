"""What decisions look like to callers."""

from datetime import date
from typing import Any, Generic, Literal, TypeVar

from pydantic import Field

from api.http.wire import Out, example
from planner.present.answers import SuggestionAnswer

_AT = "2025-10-06T09:00:00.000+00:00"
T = TypeVar("T")


class AssignmentOut(Out):
    """Who carries a case, since when and how that came to be."""

    model_config = example(
        id="asg-1",
        case="c-101",
        worker="w-002",
        support=None,
        since="2025-10-06",
        path="proposal",
        active=True,
        ended_on=None,
        version=1,
    )

    id: str
    case: str
    worker: str
    support: str | None
    since: date
    path: str
    active: bool
    ended_on: date | None
    version: int


class ProposalOut(Out):
    """A proposal, what it rests on, and what became of it."""

    model_config = example(
        id="prp-1",
        kind="case",
        state="open",
        case="c-101",
        caseload_of=None,
        suggestion={
            "case": "c-101",
            "stays_with": None,
            "proposed": None,
            "with_it": [],
            "why": [],
            "others": [],
            "more": 0,
        },
        assignments=[],
        told={},
        based_on={"cases": {"c-101": 1}, "workers": {}, "policy": 1},
        created_at=_AT,
        expires_at=_AT,
        decided_by=None,
        reason_code=None,
        version=1,
    )

    id: str
    kind: Literal["case", "plan"]
    state: Literal["open", "accepted", "overridden", "rejected", "expired", "superseded"]
    case: str | None
    caseload_of: str | None = Field(
        description="Of a plan: the worker all of whose open cases it gives to others."
    )
    suggestion: SuggestionAnswer | None
    assignments: list[dict[str, Any]]
    told: dict[str, Any] = Field(description="Of a plan: what was told of it as a whole.")
    based_on: dict[str, Any]
    created_at: str
    expires_at: str
    decided_by: str | None
    reason_code: str | None
    version: int


class DecisionOut(Out):
    """A proposal that was decided, and the assignments written by it."""

    proposal: ProposalOut
    assignments: list[AssignmentOut]


class ConsentOut(Out):
    """A second person's consent, and how it stands."""

    model_config = example(
        id="cns-1",
        case="c-101",
        worker="w-002",
        state="asked",
        asked_by="usr-1",
        answered_by=None,
        expires_at=_AT,
        version=1,
    )

    id: str
    case: str
    worker: str
    state: str
    asked_by: str
    answered_by: str | None
    expires_at: str
    version: int


class AskOut(Out):
    """What a worker was asked. Others than the worker see `not-placed` where it did not come to be."""

    model_config = example(
        id="ask-1", case="c-101", worker="w-002", state="asked", expires_at=_AT, version=1
    )

    id: str
    case: str
    worker: str
    state: Literal["asked", "accepted", "declined", "withdrawn", "expired", "not-placed"]
    expires_at: str
    version: int


class ReviewOut(Out):
    """The second look at an immediate response."""

    model_config = example(
        id="rev-1",
        case="c-101",
        worker="w-002",
        assignment="asg-1",
        state="due",
        due_on="2025-10-07",
        by=None,
        version=1,
    )

    id: str
    case: str
    worker: str
    assignment: str
    state: Literal["due", "confirmed", "relieved"]
    due_on: date
    by: str | None
    version: int


class OnDutyOut(Out):
    """An immediate response assigned, and the review that follows."""

    assignment: AssignmentOut
    review: ReviewOut


class NoticeOut(Out):
    """What a worker is told first."""

    model_config = example(
        id="ntc-1",
        worker="w-002",
        kind="action-level",
        told_at=_AT,
        seen_at=None,
        supervision_by="2025-10-13",
        supervised_at=None,
        ended_at=None,
        version=1,
    )

    id: str
    worker: str
    kind: Literal["action-level", "relief-offered"]
    told_at: str
    seen_at: str | None
    supervision_by: date | None
    supervised_at: str | None
    ended_at: str | None
    version: int


class CaseStateOut(Out):
    """How a case stands after a change: waiting with whoever holds it, open or closed."""

    model_config = example(id="c-101", state="waiting", holder="w-001", closed_on=None, version=3)

    id: str
    state: Literal["waiting", "open", "closed"]
    holder: str | None
    closed_on: date | None
    version: int


class LeavingOut(Out):
    """A worker who leaves, and how many cases they still carry."""

    model_config = example(id="w-002", last_day="2025-10-31", open_cases=7, version=2)

    id: str
    last_day: date
    open_cases: int
    version: int


class Listed(Out, Generic[T]):
    """A list."""

    data: list[T]
