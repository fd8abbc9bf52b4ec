"""From rows to what callers see of decisions."""

from api.access.actor import Actor
from api.decisions.asks import seen_state
from api.decisions.wire_out import (
    AskOut,
    AssignmentOut,
    CaseStateOut,
    ConsentOut,
    NoticeOut,
    ProposalOut,
    ReviewOut,
)
from api.storage.clock import written
from api.storage.tables import (
    AskRow,
    AssignmentRow,
    CaseRow,
    ConsentRow,
    NoticeRow,
    ProposalRow,
    ReviewRow,
)
from api.storage.unit import Unit
from planner.present.answers import SuggestionAnswer


def proposal_out(unit: Unit, row: ProposalRow) -> ProposalOut:
    """Return a proposal as callers see it; one that is past its time has expired."""
    late = row.state == "open" and unit.now >= row.expires_at
    one = row.kind == "case"
    return ProposalOut(
        id=row.id,
        kind=row.kind,
        state="expired" if late else row.state,
        case=row.case,
        caseload_of=row.caseload_of,
        suggestion=SuggestionAnswer.model_validate(row.told) if one else None,
        assignments=row.plan.get("assignments", []),
        told={} if one else row.told,
        based_on=row.based_on,
        created_at=written(row.created_at),
        expires_at=written(row.expires_at),
        decided_by=row.decided_by,
        reason_code=row.reason_code,
        version=row.version,
    )


def assignment_out(row: AssignmentRow) -> AssignmentOut:
    """Return an assignment as callers see it."""
    return AssignmentOut(**{name: getattr(row, name) for name in AssignmentOut.model_fields})


def case_out(row: CaseRow) -> CaseStateOut:
    """Return how a case stands."""
    return CaseStateOut(**{name: getattr(row, name) for name in CaseStateOut.model_fields})


def review_out(row: ReviewRow) -> ReviewOut:
    """Return a review as callers see it."""
    return ReviewOut(**{name: getattr(row, name) for name in ReviewOut.model_fields})


def consent_out(unit: Unit, row: ConsentRow) -> ConsentOut:
    """Return a consent as callers see it."""
    over = unit.now >= row.expires_at and row.state in ("asked", "given")
    return ConsentOut(
        id=row.id,
        case=row.case,
        worker=row.worker,
        state="expired" if over else row.state,
        asked_by=row.asked_by,
        answered_by=row.answered_by,
        expires_at=written(row.expires_at),
        version=row.version,
    )


def ask_out(unit: Unit, row: AskRow, actor: Actor) -> AskOut:
    """Return what a worker was asked, as this actor may see it."""
    return AskOut(
        id=row.id,
        case=row.case,
        worker=row.worker,
        state=seen_state(unit, row, actor),
        expires_at=written(row.expires_at),
        version=row.version,
    )


def notice_out(row: NoticeRow) -> NoticeOut:
    """Return a notice as callers see it."""
    return NoticeOut(
        id=row.id,
        worker=row.worker,
        kind=row.kind,
        told_at=written(row.created_at),
        seen_at=_at(row.seen_at),
        supervision_by=row.supervision_by,
        supervised_at=_at(row.supervised_at),
        ended_at=_at(row.ended_at),
        version=row.version,
    )


def _at(instant: int | None) -> str | None:
    return None if instant is None else written(instant)
