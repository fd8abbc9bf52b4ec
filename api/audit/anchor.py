"""Where a record ended at some instant, kept outside the database: what shows that its tail was cut."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from api.audit.chain import AuditKey
from api.errors import Conflict
from api.outbox.types import EventType
from api.storage.store import Store
from api.storage.tables import AuditHeadRow
from api.storage.unit import Unit
from planner.errors import BadValue

_BY = "anchor"


@dataclass(frozen=True)
class Anchor:
    """The end of an agency's record: number and hash of its last row, when, and a seal on these."""

    agency: str
    number: int
    hash: str
    at: int
    seal: str

    def holds(self, key: AuditKey) -> bool:
        """Return whether its seal was made with a key of the service."""
        return key.proves(self.seal, "anchor", _covered(self))


_ANCHOR = TypeAdapter(Anchor)


def anchor(store: Store, agency: str) -> Anchor:
    """Return an anchor of where an agency's record ends; that it was made is recorded after it.

    The event `audit.anchored` carries it to whoever else keeps it.

    Raises
    ------
    Conflict
        There is no record to anchor.
    """

    def write(unit: Unit) -> Anchor:
        head = unit.session.get(AuditHeadRow, agency, with_for_update=True)
        if head is None:
            raise Conflict(f"There is no record of {agency}.")
        bare = Anchor(agency, head.number, head.hash, unit.now, "")
        unit.record(_BY, "audit.anchor", "audit", str(head.number))
        unit.emit(EventType.AUDIT_ANCHORED.value, number=head.number, hash=head.hash)
        seal = store.audit_key.hash("anchor", _covered(bare))
        return Anchor(agency, bare.number, bare.hash, bare.at, seal)

    return store.write(agency, write)


def keep(path: Path, anchors: Iterable[Anchor]) -> None:
    """Add anchors to a file, a line of JSON each, safe on disk before this returns."""
    with path.open("a", encoding="utf-8") as file:
        for each in anchors:
            file.write(json.dumps(asdict(each)) + "\n")
        file.flush()
        os.fsync(file.fileno())


def kept(path: Path) -> list[Anchor]:
    """Return the anchors of a file.

    Raises
    ------
    BadValue
        A line is not an anchor.
    """
    found = []
    for row, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            found.append(_ANCHOR.validate_json(line, strict=True))
        except ValueError:
            raise BadValue(f"{path.name}, line {row}: this is no anchor.") from None
    return found


def _covered(of: Anchor) -> dict[str, Any]:
    return {"agency": of.agency, "number": of.number, "hash": of.hash, "at": of.at}
