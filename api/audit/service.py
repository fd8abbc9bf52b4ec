"""Reading an agency's record, and verifying it; both are recorded themselves."""

from pathlib import Path

from sqlmodel import col, select

from api.access.authorize import authorize_on_all
from api.access.permissions import Verb
from api.audit.anchor import kept
from api.audit.schemas import FaultOut, Page, RecordedOut, RecordOut, VerificationOut
from api.audit.verify import verify
from api.errors import NotReady
from api.http.call import Answer, Call
from api.storage.clock import written
from api.storage.tables import AuditRow
from api.storage.unit import Unit


def read(call: Call, unit: Unit, page: Page) -> Answer:
    """Return a page of the record."""
    authorize_on_all(call.actor, Verb.READ_AUDIT)
    query = select(AuditRow).where(
        col(AuditRow.agency) == unit.agency, col(AuditRow.number) > page.after
    )
    rows = unit.session.exec(query.order_by(col(AuditRow.number)).limit(page.limit + 1)).all()
    call.record(unit, "audit.read", "audit", str(page.after), limit=page.limit)
    shown = rows[: page.limit]
    more = len(rows) > page.limit
    return Answer(RecordOut(items=[_out(r) for r in shown], next=shown[-1].number if more else None))


def verification(call: Call, anchors: Path | None) -> VerificationOut:
    """Return whether the record is as it was written; that it was asked is recorded first.

    Raises
    ------
    NotReady
        The file of anchors cannot be read.
    """
    authorize_on_all(call.actor, Verb.READ_AUDIT)
    try:
        known = [] if anchors is None else kept(anchors)
    except OSError:
        raise NotReady("The file of anchors cannot be read.") from None
    call.store.write(
        call.actor.agency, lambda unit: call.record(unit, "audit.verify", "audit", unit.agency)
    )
    found = call.read(lambda unit: verify(unit, call.store.audit_key, known))
    fault = FaultOut(number=found.fault.number, what=found.fault.what) if found.fault else None
    return VerificationOut(
        whole=fault is None, rows=found.rows, hash=found.hash, anchors=found.anchors, fault=fault
    )


def _out(row: AuditRow) -> RecordedOut:
    return RecordedOut(
        number=row.number,
        at=written(row.at),
        actor=row.actor,
        action=row.action,
        kind=row.kind,
        object=row.object,
        details=row.details,
        hash=row.hash,
    )
