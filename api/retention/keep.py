"""What is deleted or reduced because it is older than it is kept; the record stays whole."""

import tomllib
from datetime import timedelta
from importlib.resources import files
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlmodel import col

from api.http.idempotency import forget
from api.storage.clock import DAY, day_of
from api.storage.tables import (
    AskRow,
    CaseRow,
    ConsentRow,
    DeliveryRow,
    EventRow,
    JobRow,
    ProposalRow,
    SessionRow,
)
from api.storage.unit import Unit
from planner.domain import Case

BY = "retention"
_ENDED_JOBS = ("succeeded", "failed", "cancelled")
_ON_THEIR_WAY = ("waiting", "sending")
_NEEDED = frozenset(name for name, field in Case.model_fields.items() if field.is_required())


def days() -> dict[str, int]:
    """Return for how many days each kind is kept."""
    text = files("api.retention").joinpath("retention.toml").read_text("utf-8")
    return {kind: int(entry["days"]) for kind, entry in tomllib.loads(text).items()}


def keep(unit: Unit) -> dict[str, int]:
    """Delete or reduce what an agency has kept long enough; return how many rows of each kind.

    The record is never shortened: it holds ids and code words only, and its chain stays valid. Doses
    stay as long as the worker's row does. That it was done is recorded where something was.
    """
    kept = days()

    def before(kind: str) -> int:
        return unit.now - kept[kind] * DAY

    forget(unit)
    done = {
        "deliveries": _deleted(
            unit, DeliveryRow, col(DeliveryRow.state).not_in(_ON_THEIR_WAY),
            col(DeliveryRow.changed_at) < before("events"),
        ),
        "events": _deleted(
            unit, EventRow, col(EventRow.sorted).is_(True), col(EventRow.at) < before("events"),
            col(EventRow.id).not_in(
                select(col(DeliveryRow.event)).where(col(DeliveryRow.agency) == unit.agency)
            ),
        ),
        "jobs": _deleted(
            unit, JobRow, col(JobRow.state).in_(_ENDED_JOBS), col(JobRow.finished_at) < before("jobs")
        ),
        "sessions": _deleted(
            unit, SessionRow, or_(
                col(SessionRow.ends_at) < before("sessions"),
                col(SessionRow.revoked_at) < before("sessions"),
            ),
        ),
        "cases": _reduce_cases(unit, kept["cases"]),
        "reasons": _forget_reasons(unit, before("cases")),
    }  # fmt: skip
    if any(done.values()):
        unit.record(BY, "retention.run", "agency", unit.agency, **done)
    return done


def _deleted(unit: Unit, table: Any, *where: ColumnElement[bool]) -> int:
    return _rows(unit, delete(table).where(col(table.agency) == unit.agency, *where))


def _reduce_cases(unit: Unit, kept_days: int) -> int:
    today = day_of(unit.now, unit.own().time_zone)
    old = unit.all(
        CaseRow, col(CaseRow.state) == "closed", col(CaseRow.closed_on) < today - timedelta(kept_days),
        lock=True,
    )  # fmt: skip
    reduced = 0
    for row in old:
        plain = {name: value for name, value in row.data.items() if name in _NEEDED}
        if plain != row.data:
            row.data = plain
            unit.changed(row)
            reduced += 1
    return reduced


def _forget_reasons(unit: Unit, before: int) -> int:
    gone = 0
    for table, ended, empty in (
        (ProposalRow, col(ProposalRow.state) != "open", None),
        (ConsentRow, col(ConsentRow.state).not_in(("asked", "given")), ""),
        (AskRow, col(AskRow.state) != "asked", ""),
    ):
        if "reason" in table.model_fields:
            row: Any = table
            where = (
                col(row.agency) == unit.agency, ended, col(row.changed_at) < before,
                col(row.reason).is_not(None), col(row.reason) != "",
            )  # fmt: skip
            gone += _rows(unit, update(table).where(*where).values(reason=empty))
    return gone


def _rows(unit: Unit, statement: Any) -> int:
    result: Any = unit.session.execute(statement)
    return int(result.rowcount)
