"""What ends or changes what somebody carries: release, closing, a new rating, undoing, leaving."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

from sqlmodel import col

from api.access.actor import Actor
from api.access.authorize import authorize
from api.access.permissions import Verb
from api.decisions.assign import carriers_of, end, lock
from api.decisions.judge import judged, refused
from api.decisions.reasons import ReasonCode
from api.decisions.scope import may_case, may_worker
from api.errors import BadDecision, Conflict, Gone, NotHere
from api.snapshots.nouns import case_of, document_of, today_of, worker_of
from api.snapshots.snapshot import Snapshot, Snapshots
from api.storage.clock import MINUTE
from api.storage.ids import new_id
from api.storage.tables import AssignmentRow, CaseRow, WorkerRow
from api.storage.tables.base import Versioned
from api.storage.unit import Unit
from planner.domain import Fact, Plan, Proposed, Rubric

Against: TypeAlias = Callable[[Versioned], None]
"""What refuses a change that is not made against the present version of a row."""

UNDO_WITHIN = 30 * MINUTE
"""How long an assignment can be undone as if it had not been (policy); after that it is released."""


def release(  # noqa: PLR0913, PLR0917  (what a release is)
    unit: Unit, actor: Actor, case: str, holder: str, code: ReasonCode, against: Against
) -> CaseRow:
    """Let a case wait again, held by a named worker.

    Raises
    ------
    Conflict
        Nobody carries it.
    BadDecision
        The holder is not there any more.
    """
    row = may_case(unit, actor, Verb.DECIDE, case)
    may_worker(unit, actor, Verb.DECIDE, holder)
    _, workers = lock(unit, {case}, carriers_of(unit, {case}) | {holder})
    against(row)
    named = next(worker for worker in workers if worker.id == holder)
    if not named.enabled:
        raise BadDecision(f"{holder} is not there any more.")
    end(unit, actor, case, code, today_of(unit.own(), unit.now))
    row.state, row.holder = "waiting", holder
    unit.changed(row)
    return row


def close(unit: Unit, actor: Actor, case: str, against: Against) -> CaseRow:
    """Close a case for good; whoever carried it carries it no longer.

    Raises
    ------
    Conflict
        It is closed already.
    """
    row = may_case(unit, actor, Verb.DECIDE, case)
    lock(unit, {case}, carriers_of(unit, {case}))
    if row.state == "closed":
        raise Conflict(f"{case} is closed already.")
    against(row)
    today = today_of(unit.own(), unit.now)
    if row.state == "open":
        end(unit, actor, case, "closed", today)
    row.state, row.holder, row.closed_on = "closed", None, today
    unit.changed(row)
    unit.record(actor.id, "case.close", "case", case)
    unit.emit("case.closed", case=case)
    return row


def rate(  # noqa: PLR0913, PLR0917  (what a rating is)
    unit: Unit, actor: Actor, case: str, facts: dict[str, Fact], met: date, against: Against
) -> CaseRow:
    """Write what first contact showed: each rubric fact that was unknown or is otherwise.

    Dose is planned anew from it; whoever is over their budget then is told, and nothing is taken away.

    Raises
    ------
    Conflict
        The case is closed.
    BadDecision
        The day is before the case came in, or is still to come.
    """
    row = may_case(unit, actor, Verb.SET_CASES, case)
    lock(unit, {case}, carriers_of(unit, {case}))
    against(row)
    noun = case_of(row)
    if row.state == "closed":
        raise Conflict(f"{case} is closed.")
    if not noun.received <= met <= today_of(unit.own(), unit.now):
        raise BadDecision("First contact is between the day the case came in and today.")
    rubric = Rubric.model_validate(noun.rubric.model_dump() | facts)
    changed = noun.model_copy(update={"rubric": rubric, "first_met": met, "held_by": None})
    row.data = document_of(changed)
    unit.changed(row)
    unit.record(actor.id, "case.rate", "case", case, facts={name: str(f) for name, f in facts.items()})
    unit.emit("case.changed", case=case)
    return row


def undo(unit: Unit, actor: Actor, snapshots: Snapshots, assignment: str, against: Against) -> CaseRow:
    """Undo a fresh assignment: the case waits again with who held it, or goes back to who carried it.

    Raises
    ------
    Conflict
        It has ended, or who carried the case before is not there any more.
    RuleBroken
        Who carried the case before has no room for it any more.
    Gone
        It is too old to be undone; release it instead.
    """
    authorize(actor, Verb.DECIDE)
    row = unit.get(AssignmentRow, assignment)
    try:
        case = may_case(unit, actor, Verb.DECIDE, row.case)
    except NotHere:
        raise NotHere("assignment") from None  # in the words of one that is not there
    before = _before(unit, row)
    known = {row.worker} | ({w for w in (before.worker, before.support) if w} if before else set())
    lock(unit, {row.case}, known | carriers_of(unit, {row.case}))
    unit.get(AssignmentRow, assignment, lock=True)
    if not row.active:
        raise Conflict("This assignment has ended.")
    against(row)
    if unit.now >= row.created_at + UNDO_WITHIN:
        raise Gone("This is too old to be undone. Release the case instead.")
    back = before is not None and before.end_reason == "moved"
    if before is not None and back:
        _refuse_no_room(snapshots.current(unit), before)
    end(unit, actor, row.case, "undone", today_of(unit.own(), unit.now))
    if before is None or not back:
        case.state, case.holder = "waiting", row.worker
        unit.changed(case)
        return case
    _again(unit, actor, before)
    unit.changed(case)
    return case


def end_service(unit: Unit, actor: Actor, worker: str, last_day: date, against: Against) -> WorkerRow:
    """Write the last day of a worker who leaves; plans then move what they carry in time.

    Raises
    ------
    BadDecision
        The day is past.
    """
    row = may_worker(unit, actor, Verb.DECIDE, worker)
    unit.get(WorkerRow, worker, lock=True)
    against(row)
    if last_day < today_of(unit.own(), unit.now):
        raise BadDecision("The last day is past.")
    row.data = document_of(worker_of(row).model_copy(update={"last_day": last_day}))
    unit.changed(row)
    unit.record(actor.id, "worker.end-service", "worker", worker, last_day=last_day.isoformat())
    unit.emit("worker.changed", worker=worker)
    return row


def _before(unit: Unit, row: AssignmentRow) -> AssignmentRow | None:
    """Return whose the case was last, by the order of commits: two may end at the same instant."""
    ended = unit.all(
        AssignmentRow,
        col(AssignmentRow.case) == row.case,
        col(AssignmentRow.active).is_(False),
        order=(col(AssignmentRow.revision).desc(),),
        most=1,
    )
    return ended[0] if ended else None


def _refuse_no_room(snapshot: Snapshot, before: AssignmentRow) -> None:
    given = Proposed(case=before.case, worker=before.worker, support=before.support)
    found = judged(snapshot, Plan(assignments=(given,)))
    if found.never or found.budget:
        raise refused((*found.never, *found.budget))


def _again(unit: Unit, actor: Actor, before: AssignmentRow) -> None:
    fields: dict[str, Any] = {"path": "undo", "active": True, "by": actor.id}
    gone = {"ended_on": None, "end_reason": None, "version": 1, "id": new_id("asg")}
    again = AssignmentRow(**(before.model_dump() | fields | gone))
    unit.add(again)
    for worker in sorted(w for w in (before.worker, before.support) if w is not None):
        carrier = unit.get(WorkerRow, worker, lock=True)
        carrier.open_cases += 1
        unit.changed(carrier)
    unit.record(actor.id, "assignment.undo", "assignment", again.id, case=before.case)
    unit.emit("assignment.created", assignment=again.id, case=again.case, worker=again.worker)
