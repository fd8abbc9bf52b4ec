"""The steps of the doors of workers."""

from sqlmodel import col, or_

from api.access.authorize import authorize, authorize_on, covers
from api.access.permissions import Verb
from api.errors import Conflict
from api.facts import scope
from api.facts.fitting_in import absent, faults_of_worker, refuse_any
from api.facts.outside import PLACE, facts_of, noun_of
from api.http.call import Answer, Call
from api.http.paging import Page
from api.snapshots.nouns import document_of, worker_of
from api.storage.clock import written
from api.storage.tables import AssignmentRow, CaseRow, WorkerRow
from api.storage.unit import Unit
from api.workers.schemas import WorkerIn, WorkerOut, WorkersOut
from planner.domain import Worker
from planner.errors import BadRow


def workers(unit: Unit, call: Call, page: Page) -> Answer:
    """Return the workers somebody may know of; those disabled only where changes are asked for."""
    stands = [] if page.since is not None else [col(WorkerRow.enabled).is_(True)]
    found = page.of(unit, WorkerRow, *scope.workers(call.actor), *stands)
    return found.answer(WorkersOut, _out)


def worker(unit: Unit, call: Call, id: str) -> Answer:
    """Return a worker."""
    row = scope.seen(unit, WorkerRow, id, scope.workers(call.actor))
    return Answer(_out(row), version=row.version)


def create(unit: Unit, call: Call, asked: WorkerIn) -> Answer:
    """Take a worker on.

    Raises
    ------
    Conflict
        There is one of this id.
    """
    reach = authorize(call.actor, Verb.SET_WORKERS)
    noun = noun_of(Worker, asked.facts)
    faults = faults_of_worker(unit, noun)
    if not covers(call.actor, reach, teams=[noun.team], workers=()):
        faults = [absent("team", noun.team, "team"), *(f for f in faults if f.column != "team")]
    refuse_any(faults)
    if unit.find(WorkerRow, noun.id) is not None:
        raise Conflict(f"There is a worker {noun.id} already.")
    row = unit.add(WorkerRow(agency=unit.agency, id=noun.id, team=noun.team, data=document_of(noun)))
    call.record(unit, "worker.create", "worker", row.id, team=row.team)
    unit.emit("worker.changed", worker=row.id)
    return Answer(_out(row), 201, row.version, {"Location": f"/v1/workers/{row.id}"})


def replace(unit: Unit, call: Call, id: str, asked: WorkerIn) -> Answer:
    """Replace a worker's facts; open cases they lead go with them to another team."""
    reach = authorize(call.actor, Verb.SET_WORKERS)
    row = unit.get(WorkerRow, id, lock=True)
    authorize_on(call.actor, Verb.SET_WORKERS, "worker", teams=[row.team])
    call.against(row)
    noun = noun_of(Worker, asked.facts)
    faults = faults_of_worker(unit, noun)
    if noun.id != id:
        faults.append(BadRow(PLACE, 0, "worker", "this is not the id of the path."))
    if not covers(call.actor, reach, teams=[noun.team], workers=()):
        faults = [absent("team", noun.team, "team"), *(f for f in faults if f.column != "team")]
    refuse_any(faults)
    moved = _take_along(unit, id, noun.team) if noun.team != row.team else 0
    row.team, row.data = noun.team, document_of(noun)
    unit.changed(row)
    call.record(unit, "worker.change", "worker", id, team=row.team, cases_along=moved)
    unit.emit("worker.changed", worker=id)
    return Answer(_out(row), version=row.version)


def disable(unit: Unit, call: Call, id: str) -> Answer:
    """Let no case be given to a worker any more.

    Raises
    ------
    Conflict
        They are disabled already, or carry or hold cases; it names how many.
    """
    row = _to_switch(unit, call, id)
    if not row.enabled:
        raise Conflict("This worker is disabled already.")
    on = or_(col(AssignmentRow.worker) == id, col(AssignmentRow.support) == id)
    carried = unit.count(AssignmentRow, col(AssignmentRow.active).is_(True), on)
    waiting = unit.count(CaseRow, col(CaseRow.state) == "waiting", col(CaseRow.holder) == id)
    if carried or waiting:
        told = [f"carries {_cases(carried)}"] * bool(carried)
        told += [f"holds {_cases(waiting)} that wait{'s' * (waiting == 1)}"] * bool(waiting)
        raise Conflict(f"{id} {' and '.join(told)}; give these to others first.")
    row.enabled = False
    unit.changed(row)
    call.record(unit, "worker.disable", "worker", id)
    unit.emit("worker.changed", worker=id)
    return Answer(_out(row), version=row.version)


def enable(unit: Unit, call: Call, id: str) -> Answer:
    """Let cases be given to a worker again.

    Raises
    ------
    Conflict
        They are enabled already.
    """
    row = _to_switch(unit, call, id)
    if row.enabled:
        raise Conflict("This worker is enabled already.")
    row.enabled = True
    unit.changed(row)
    call.record(unit, "worker.enable", "worker", id)
    unit.emit("worker.changed", worker=id)
    return Answer(_out(row), version=row.version)


def _to_switch(unit: Unit, call: Call, id: str) -> WorkerRow:
    authorize(call.actor, Verb.SET_WORKERS)
    row = unit.get(WorkerRow, id, lock=True)
    authorize_on(call.actor, Verb.SET_WORKERS, "worker", teams=[row.team])
    call.against(row)
    return row


def _take_along(unit: Unit, worker: str, team: str) -> int:
    led = unit.all(
        AssignmentRow, col(AssignmentRow.active).is_(True), col(AssignmentRow.worker) == worker
    )
    cases = unit.all(CaseRow, col(CaseRow.id).in_([each.case for each in led]), lock=True)
    for case in cases:
        case.team = team
        unit.changed(case)
    return len(cases)


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count:,} cases"


def _out(row: WorkerRow) -> WorkerOut:
    return WorkerOut(
        id=row.id,
        team=row.team,
        enabled=row.enabled,
        open_cases=row.open_cases,
        version=row.version,
        changed_at=written(row.changed_at),
        facts=facts_of(worker_of(row)),
    )
