"""Was anything in an agency's record changed? Every hash is computed again, in order."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, cast
from sqlmodel import col, select

from api.audit.anchor import Anchor
from api.audit.chain import AuditKey
from api.storage.tables import AuditHeadRow, AuditRow
from api.storage.unit import Unit

_AT_ONCE = 2_000


@dataclass(frozen=True)
class Line:
    """A row of the record as it stands in the database, its details still as text."""

    agency: str
    number: int
    at: int
    actor: str
    action: str
    kind: str
    object: str
    details: str
    previous: str
    hash: str


_DETAILS = list(Line.__dataclass_fields__).index("details")


@dataclass(frozen=True)
class Fault:
    """The first place where something was changed: the number of a row, and what is the matter."""

    number: int
    what: str


@dataclass(frozen=True)
class Verified:
    """How many rows were looked at, where the record ends, and the first fault if there is one."""

    rows: int
    number: int
    hash: str
    anchors: int
    fault: Fault | None


def verify(unit: Unit, key: AuditKey, anchors: Sequence[Anchor] = ()) -> Verified:
    """Return whether an agency's record is as it was written, read in order and never all at once."""
    head = unit.session.get(AuditHeadRow, unit.agency)
    end = None if head is None else (head.number, head.hash)
    return check(lines(unit), end, key, [anchor for anchor in anchors if anchor.agency == unit.agency])


def lines(unit: Unit) -> Iterator[Line]:
    """Yield an agency's record as it stands, in order."""
    table = AuditRow
    fields = [getattr(table, name) for name in Line.__dataclass_fields__ if name != "details"]
    fields.insert(_DETAILS, cast(col(table.details), String))
    query = select(*fields).where(col(table.agency) == unit.agency).order_by(col(table.number))
    for row in unit.session.execute(query.execution_options(yield_per=_AT_ONCE)):
        yield Line(*row)


def check(
    record: Iterable[Line], head: tuple[int, str] | None, key: AuditKey, anchors: Sequence[Anchor]
) -> Verified:
    """Return the first fault of a record: of its rows in order, of its head, of anchors kept outside.

    An edited, deleted, inserted or swapped row breaks a hash. A cut tail contradicts the head; where
    the head was rewritten as well, it contradicts an anchor made after the rows that are gone.
    """
    walk = _Walk(key, anchors)
    fault = next(walk.faults(record), None) or walk.fault_of_the_end(head)
    return Verified(walk.rows, walk.number, walk.hash, len(anchors), fault)


class _Walk:
    """A walk along the chain."""

    def __init__(self, key: AuditKey, anchors: Sequence[Anchor]) -> None:
        self._key = key
        self._anchors = anchors
        self._at = {anchor.number: anchor for anchor in reversed(anchors)}
        self._age: int | None = None
        self.rows = 0
        self.number = 0
        self.hash = ""

    def faults(self, record: Iterable[Line]) -> Iterator[Fault]:
        for anchor in self._anchors:
            if not anchor.holds(self._key):
                yield Fault(anchor.number, "An anchor was not made with this service's key.")
        for line in record:
            self.rows += 1
            what = self._of(line)
            if what:
                yield Fault(self.number + 1, what)
            self.number, self.hash = line.number, line.hash
            if any(a.number == line.number and a.hash != line.hash for a in self._near(line)):
                yield Fault(line.number, "The row is not the one that was anchored.")

    def fault_of_the_end(self, head: tuple[int, str] | None) -> Fault | None:
        if head is None or self.rows == 0:
            return Fault(self.number + 1, "The record is empty, or where it ends is not known.")
        if head != (self.number, self.hash):
            return Fault(self.number + 1, "The record does not end where it says: rows are gone.")
        if any(anchor.number > self.number for anchor in self._anchors):
            return Fault(self.number + 1, "Rows that were anchored are gone.")
        return None

    def _near(self, line: Line) -> Sequence[Anchor]:
        return self._anchors if line.number in self._at else ()

    def _of(self, line: Line) -> str | None:
        """Return what is the matter with a row, if anything is."""
        if line.number != self.number + 1:
            return "A row is missing before this one, or it was put in."
        if line.previous != self.hash:
            return "The row does not follow the one before."
        age = self._key.age(str(line.hash))
        if age is None:
            return "The row was not made with a key of this service."
        if self._age is not None and age > self._age:
            return "The row was made with a key older than the one of the row before."
        self._age = age
        try:
            whole = self._key.proves(line.hash, self.hash, _covered(line))
        except (ValueError, TypeError, RecursionError):
            whole = False
        return None if whole else "The row was changed."


def _covered(line: Line) -> dict[str, Any]:
    return {
        "agency": line.agency,
        "number": line.number,
        "at": line.at,
        "actor": line.actor,
        "action": line.action,
        "kind": line.kind,
        "object": line.object,
        "details": json.loads(line.details),
    }
