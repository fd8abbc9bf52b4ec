"""The one place that writes an assignment or its end, with the ledger, the record and the events."""

from datetime import date, timedelta

from sqlmodel import col

from api.access.actor import Actor
from api.errors import Conflict
from api.snapshots.nouns import document_of, team_of, worker_of
from api.snapshots.snapshot import Snapshot
from api.storage.ids import new_id
from api.storage.points import reach
from api.storage.tables import AssignmentRow, CaseRow, ExposureRow, TeamRow, WorkerRow
from api.storage.unit import Unit
from planner.domain import Exposure, Mode, Proposed, Source

JUDGED_BY = "judged-by"
"""What all is judged by, policy, teams and referral types, is changed while nobody assigns anything."""


def lock(unit: Unit, cases: set[str], workers: set[str]) -> tuple[list[CaseRow], list[WorkerRow]]:
    """Return cases and workers locked until the end, workers first, each in the order of their ids.

    Everybody who writes an assignment locks in this order, so that no two wait for each other: what
    all is judged by, workers, those in their first year who answer to the same supervisor, cases.
    """
    unit.beside(JUDGED_BY)
    held = [unit.get(WorkerRow, worker, lock=True) for worker in sorted(workers)]
    reach("workers-locked")
    for supervisor in sorted(_supervisors_of_newcomers(unit, held)):
        unit.alone(f"newcomers of {supervisor}")  # a rule counts their severe cases together
    waiting = [unit.get(CaseRow, case, lock=True) for case in sorted(cases)]
    reach("cases-locked")
    return waiting, held


def assign(  # noqa: PLR0913  (what an assignment is)
    unit: Unit,
    actor: Actor,
    snapshot: Snapshot,
    given: Proposed,
    path: str,
    *,
    proposal: str | None = None,
    consent: str | None = None,
    reason: str | None = None,
) -> AssignmentRow:
    """Write an assignment whose case and workers are locked and judged; an open case moves to it.

    Raises
    ------
    Conflict
        The case is closed, or somebody who would carry it is not there any more.
    """
    case = unit.get(CaseRow, given.case)
    carriers = sorted({worker for _, worker in given.roles()})
    rows = [unit.get(WorkerRow, worker) for worker in carriers]
    if case.state == "closed":
        raise Conflict(f"{case.id} is closed.")
    for row in rows:
        if not row.enabled:
            raise Conflict(f"{row.id} is not there any more.")
    if case.state == "open":
        end(unit, actor, case.id, "moved", snapshot.today)
        _handover(unit, actor, snapshot, given)
    assignment = AssignmentRow(
        agency=unit.agency,
        id=new_id("asg"),
        case=given.case,
        worker=given.worker,
        support=given.support,
        cover=[cover.model_dump() for cover in given.cover],
        since=snapshot.today,
        path=path,
        proposal=proposal,
        consent=consent,
        by=actor.id,
    )
    unit.add(assignment)
    reach("assignment-written")
    case.state, case.holder = "open", None
    unit.changed(case)
    for row in rows:
        if row.id in (given.worker, given.support):
            row.open_cases += 1
        unit.changed(row)
    details = {"case": given.case, "worker": given.worker, "path": path}
    optional = {"support": given.support, "proposal": proposal, "consent": consent, "reason": reason}
    details |= {name: value for name, value in optional.items() if value is not None}
    unit.record(actor.id, "assignment.create", "assignment", assignment.id, **details)
    unit.emit("assignment.created", assignment=assignment.id, case=given.case, worker=given.worker)
    return assignment


def end(unit: Unit, actor: Actor, case: str, reason: str, today: date) -> AssignmentRow:
    """End the active assignment of a case; its workers have to be locked.

    Raises
    ------
    Conflict
        Nobody carries the case.
    """
    active = unit.all(
        AssignmentRow, col(AssignmentRow.case) == case, col(AssignmentRow.active).is_(True), lock=True
    )
    if not active:
        raise Conflict(f"Nobody carries {case}.")
    assignment = active[0]
    assignment.active, assignment.ended_on, assignment.end_reason = False, today, reason
    unit.changed(assignment)
    for worker in sorted(w for w in (assignment.worker, assignment.support) if w is not None):
        row = unit.get(WorkerRow, worker, lock=True)
        row.open_cases -= 1
        unit.changed(row)
    unit.session.flush()
    unit.record(actor.id, "assignment.end", "assignment", assignment.id, case=case, reason=reason)
    unit.emit("assignment.ended", assignment=assignment.id, case=case, worker=assignment.worker)
    return assignment


def refuse_with_them(
    unit: Unit, case: str, worker: str, *, support_too: bool, since: int | None = None
) -> None:
    """Refuse to give a case to who leads it already, or who supports it where that is asked.

    `since`: refuse it too where the case was given to anybody after that instant.

    Raises
    ------
    Conflict
        It is with them already: nothing would move, and nothing is read anew. Or what was decided
        meanwhile would be undone by who did not know of it.
    """
    active = unit.all(
        AssignmentRow, col(AssignmentRow.case) == case, col(AssignmentRow.active).is_(True)
    )
    for each in active:
        if worker == each.worker or (support_too and worker == each.support):
            raise Conflict(f"{case} is with {worker} already.")
        if since is not None and each.created_at > since:
            raise Conflict(f"{case} was given to somebody meanwhile. Look again.")


def carriers_of(unit: Unit, cases: set[str]) -> set[str]:
    """Return who carries some cases now; read before they are locked, and to be read again after."""
    on_them = (col(AssignmentRow.case).in_(sorted(cases)), col(AssignmentRow.active).is_(True))
    active = unit.all(AssignmentRow, *on_them, order=(col(AssignmentRow.case),))
    return {worker for a in active for worker in (a.worker, a.support) if worker is not None}


def _supervisors_of_newcomers(unit: Unit, workers: list[WorkerRow]) -> set[str]:
    nouns = [worker_of(row) for row in workers]
    teams = {noun.team for noun in nouns if noun.first_year and noun.supervisor is None}
    of_team = {team: team_of(unit.get(TeamRow, team)).supervisor for team in teams}
    found = {noun.supervisor or of_team[noun.team] for noun in nouns if noun.first_year}
    return {supervisor for supervisor in found if supervisor is not None}


def _handover(unit: Unit, actor: Actor, snapshot: Snapshot, given: Proposed) -> None:
    """Write the reading of a file that moves into the ledger of whoever takes it."""
    monday = snapshot.today - timedelta(days=snapshot.today.weekday())
    event = Exposure(
        worker=given.worker,
        week=monday,
        minutes=snapshot.agency.policy.handover_minutes,
        tier=snapshot.tiers[given.case],
        mode=Mode.READING,
        source=Source.HANDOVER,
    )
    unit.add(
        ExposureRow(
            agency=unit.agency,
            id=new_id("exp"),
            worker=given.worker,
            week=monday,
            case=given.case,
            by=actor.id,
            data=document_of(event),
        )
    )
