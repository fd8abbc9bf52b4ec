"""Whoever reaches the action level is told first; supervision is offered, and it ends by itself."""

from collections.abc import Iterable

from sqlmodel import col

from api.snapshots.snapshot import Snapshot, Snapshots
from api.storage.ids import new_id
from api.storage.tables import NoticeRow, WorkerRow
from api.storage.unit import Unit
from planner.attention.action_level import AtActionLevel, at_action_level
from planner.domain import Assignment, Plan

ACTION_LEVEL = "action-level"
_OPEN = (col(NoticeRow.kind) == ACTION_LEVEL, col(NoticeRow.ended_at).is_(None))


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
            _tell(unit, reached)


def due_notices(unit: Unit, snapshot: Snapshot) -> set[str]:
    """Return the workers who are to be told that they are at the action level, or are no longer."""
    return {row.worker for row in unit.all(NoticeRow, *_OPEN)} ^ _reached(snapshot).keys()


def keep_notices(unit: Unit, snapshots: Snapshots, workers: Iterable[str]) -> None:
    """Tell those of some workers who are at the action level and were not told; else end their notice.

    A rating, a correction, a week that is over, a policy or another contract brings people there too.
    """
    workers = sorted(workers)
    for worker in workers:
        unit.find(WorkerRow, worker, lock=True)  # nobody else tells them meanwhile
    reached = _reached(snapshots.current(unit))
    told = {row.worker: row for row in open_notices(unit, workers)}
    for worker in workers:
        if worker in reached and worker not in told:
            _tell(unit, reached[worker])
        elif worker in told and worker not in reached:
            told[worker].ended_at = unit.now
            unit.changed(told[worker])


def open_notices(unit: Unit, workers: Iterable[str]) -> list[NoticeRow]:
    """Return the notices of the action level that have not ended, of some workers; locked."""
    return unit.all(NoticeRow, *_OPEN, col(NoticeRow.worker).in_(sorted(workers)), lock=True)


def _reached(snapshot: Snapshot) -> dict[str, AtActionLevel]:
    found = at_action_level(snapshot.agency, snapshot.measured.carried)
    return {one.worker: one for one in found}


def _tell(unit: Unit, reached: AtActionLevel) -> None:
    row = NoticeRow(
        agency=unit.agency,
        id=new_id("ntc"),
        worker=reached.worker,
        kind=ACTION_LEVEL,
        supervision_by=reached.offer_by,
    )
    unit.add(row)
    unit.emit("worker.action_level_reached", notice=row.id, worker=reached.worker)
