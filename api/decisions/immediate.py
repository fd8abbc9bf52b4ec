"""Immediate response: one person assigns whoever is on duty; a second looks at it the next day."""

from sqlmodel import col

from api.access.actor import Actor
from api.access.authorize import authorize, authorize_on
from api.access.permissions import Verb
from api.decisions.assign import assign, lock
from api.decisions.judge import judged, proposed_of, refused
from api.decisions.notices import tell_at_action_level
from api.decisions.scope import may_plan
from api.errors import BadDecision, Conflict, Forbidden
from api.snapshots.nouns import case_of, worker_of
from api.snapshots.snapshot import Snapshot, Snapshots
from api.storage.ids import new_id
from api.storage.tables import AssignmentRow, NoticeRow, ReviewRow, WorkerRow
from api.storage.unit import Unit
from planner.domain import Kind, Plan
from planner.domain.calendar import after_working_days, is_on_duty


def assign_on_duty(
    unit: Unit, actor: Actor, snapshots: Snapshots, case: str, worker: str
) -> tuple[AssignmentRow, ReviewRow]:
    """Give an immediate response to a worker on duty, beyond their budget if need be.

    Raises
    ------
    BadDecision
        The case is no immediate response that waits, or the worker is not on duty today.
    RuleBroken
        It breaks a rule that nobody breaks.
    """
    plan = proposed_of(case, worker, None)
    may_plan(unit, actor, Verb.DECIDE, plan)
    cases, workers = lock(unit, {case}, {worker})
    snapshot = snapshots.current(unit)
    if cases[0].state != "waiting" or case_of(cases[0]).kind is not Kind.IMMEDIATE_RESPONSE:
        raise BadDecision("This is no immediate response that waits.")
    if not is_on_duty(worker_of(workers[0]), snapshot.today):
        raise BadDecision(f"{worker} is not on duty today.")
    found = judged(snapshot, plan)
    if found.never:
        raise refused(found.never)
    written = assign(unit, actor, snapshot, plan.assignments[0], "immediate")
    review = ReviewRow(
        agency=unit.agency,
        id=new_id("rev"),
        assignment=written.id,
        case=case,
        worker=worker,
        due_on=after_working_days(snapshot.today, 1),
        assigned_by=actor.id,
    )
    unit.add(review)
    unit.emit("review.due", review=review.id)
    if _beyond(snapshot, plan, worker):
        _offer_relief(unit, worker)
    tell_at_action_level(unit, snapshot, plan)
    return written, review


def review(unit: Unit, actor: Actor, row: ReviewRow, state: str) -> None:
    """Confirm an immediate response, or relieve whoever took it: then the case is to be moved.

    Raises
    ------
    Forbidden
        The second look has to be another person's.
    Conflict
        It has been looked at.
    """
    if row.assigned_by == actor.id:
        raise Forbidden("The second look has to be another person's than who assigned it.")
    if row.state != "due":
        raise Conflict("This has been looked at already.")
    row.state, row.by, row.at = state, actor.id, unit.now
    unit.changed(row)
    unit.record(actor.id, f"review.{state}", "review", row.id, case=row.case, worker=row.worker)
    if state == "relieved":
        held = unit.all(
            AssignmentRow, col(AssignmentRow.id) == row.assignment, col(AssignmentRow.active).is_(True)
        )
        for assignment in held:
            assignment.hold, assignment.wish = "movable", "worker"
            unit.changed(assignment)


def may_review(unit: Unit, actor: Actor, id: str, *, lock: bool = False) -> ReviewRow:
    """Return a review that an actor may make, or raise NotHere."""
    authorize(actor, Verb.REVIEW)
    row = unit.get(ReviewRow, id, lock=lock)
    authorize_on(actor, Verb.REVIEW, "review", teams=(unit.get(WorkerRow, row.worker).team,))
    return row


def _beyond(snapshot: Snapshot, plan: Plan, worker: str) -> bool:
    """Return whether it is beyond the usual budget, which does not bind whoever is on duty."""
    off_duty = snapshot.kept.workers[worker].model_copy(update={"duty": ()})
    return bool(judged(snapshot.with_worker(off_duty), plan).budget)


def _offer_relief(unit: Unit, worker: str) -> None:
    unit.add(NoticeRow(agency=unit.agency, id=new_id("ntc"), worker=worker, kind="relief-offered"))
