"""Whoever reaches the action level is told first; supervision is offered, and it ends by itself."""

from collections.abc import Iterable

from sqlmodel import col

from api.snapshots.snapshot import Snapshot
from api.storage.ids import new_id
from api.storage.tables import NoticeRow
from api.storage.unit import Unit
from planner.attention.action_level import at_action_level
from planner.domain import Assignment, Plan

ACTION_LEVEL = "action-level"


def tell_at_action_level(unit: Unit, snapshot: Snapshot, plan: Plan) -> None:
    """Tell every worker whom a plan brings to the action level of the usual budget; once, until it ends.

    No new severe case goes to them meanwhile: that is a rule, judged with every assignment.
    """
    workers = frozenset(worker for each in plan.assignments for _, worker in each.roles())
    cases = {each.case for each in plan.assignments}
    agency = snapshot.part(workers, cases)  # with their ledger
    kept = tuple(a for a in agency.assignments if a.case not in cases)
    given = tuple(
        Assignment(case=p.case, worker=p.worker, support=p.support, since=snapshot.today)
        for p in plan.assignments
    )
    after = agency.changed(assignments=kept + given)
    for reached in at_action_level(after):
        if reached.worker in workers and not open_notices(unit, [reached.worker]):
            row = NoticeRow(
                agency=unit.agency,
                id=new_id("ntc"),
                worker=reached.worker,
                kind=ACTION_LEVEL,
                supervision_by=reached.offer_by,
            )
            unit.add(row)
            unit.emit("worker.action_level_reached", notice=row.id, worker=reached.worker)


def open_notices(unit: Unit, workers: Iterable[str]) -> list[NoticeRow]:
    """Return the notices of the action level that have not ended, of some workers."""
    return unit.all(
        NoticeRow,
        col(NoticeRow.worker).in_(sorted(workers)),
        col(NoticeRow.kind) == ACTION_LEVEL,
        col(NoticeRow.ended_at).is_(None),
    )


def end_notices(unit: Unit, snapshot: Snapshot) -> int:
    """End the notices of everybody who is below the action level again; return how many."""
    rows = unit.all(
        NoticeRow, col(NoticeRow.kind) == ACTION_LEVEL, col(NoticeRow.ended_at).is_(None), lock=True
    )
    reached = {each.worker for each in at_action_level(snapshot.agency)} if rows else set()
    over = [row for row in rows if row.worker not in reached]
    for row in over:
        row.ended_at = unit.now
        unit.changed(row)
    return len(over)
