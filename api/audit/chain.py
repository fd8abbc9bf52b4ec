"""How an agency's record is chained: each row's hash covers the row before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hmac import digest
from typing import Any

import rfc8785
from sqlmodel import Session, select

from api.storage.tables import AuditHeadRow, AuditRow

_ALGORITHM = "sha256"


@dataclass(frozen=True)
class AuditKey:
    """The secret that hashes of the record are made with; it is never in the database."""

    secret: bytes

    def hash(self, previous: str, row: Mapping[str, Any]) -> str:
        """Return the hash of a row after another one: HMAC-SHA256(previous hash, canonical JSON)."""
        return digest(self.secret, previous.encode() + rfc8785.dumps(dict(row)), _ALGORITHM).hex()


@dataclass(frozen=True)
class Recorded:
    """Something to write into the record: ids and code words only."""

    actor: str
    action: str
    kind: str
    object: str
    details: Mapping[str, Any]


def append(
    session: Session, agency: str, now: int, recorded: Sequence[Recorded], key: AuditKey
) -> AuditHeadRow:
    """Write rows at the end of an agency's chain, its head locked; return the new head."""
    head = session.exec(
        select(AuditHeadRow)
        .where(AuditHeadRow.agency == agency)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if head is None:
        head = AuditHeadRow(agency=agency)
        session.add(head)
    for each in recorded:
        row = AuditRow(
            agency=agency,
            number=head.number + 1,
            at=now,
            actor=each.actor,
            action=each.action,
            kind=each.kind,
            object=each.object,
            details=dict(each.details),
            previous=head.hash,
            hash="",
        )
        row.hash = key.hash(head.hash, covered(row))
        session.add(row)
        head.number, head.hash = row.number, row.hash
    return head


def covered(row: AuditRow) -> dict[str, Any]:
    """Return what of a row its hash covers: all but the hash itself and the one before."""
    return {
        "agency": row.agency,
        "number": row.number,
        "at": row.at,
        "actor": row.actor,
        "action": row.action,
        "kind": row.kind,
        "object": row.object,
        "details": row.details,
    }
