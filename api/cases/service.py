"""The steps of the doors of cases' facts; assigning, releasing and closing are not here."""

from sqlmodel import col

from api.access.authorize import authorize, covers
from api.access.permissions import Verb
from api.cases.schemas import CaseChange, CaseIn, CaseOut, CasesOut, State
from api.decisions.assign import carriers_of
from api.errors import Conflict, Gone
from api.facts import scope
from api.facts.fitting_in import absent, faults_of_case, refuse_any
from api.facts.outside import PLACE, facts_of, noun_of
from api.http.call import Answer, Call
from api.http.paging import Page
from api.snapshots.nouns import case_of, document_of
from api.storage.clock import written
from api.storage.tables import CaseRow, OfficeRow, TeamRow, WorkerRow
from api.storage.unit import Unit
from planner.domain import Case
from planner.errors import BadRow

_RATED = (
    "What is known of an open case's rubric, and when its client was first met, is told by rating it."
)
_LEAD = "An open case goes to another team, or to other hands, only with who carries it."


def cases(unit: Unit, call: Call, page: Page, state: State | None) -> Answer:
    """Return the cases somebody may know of; closed ones only where they are asked for."""
    where = scope.cases(call.actor)
    if state is not None:
        where.append(col(CaseRow.state) == state)
    elif page.since is None:
        where.append(col(CaseRow.state) != "closed")
    return page.of(unit, CaseRow, *where).answer(CasesOut, _out)


def case(unit: Unit, call: Call, id: str) -> Answer:
    """Return a case."""
    row = scope.seen(unit, CaseRow, id, scope.cases(call.actor))
    return Answer(_out(row), version=row.version)


def create(unit: Unit, call: Call, asked: CaseIn) -> Answer:
    """Take a case in; it waits with its holder.

    Raises
    ------
    Conflict
        There is one of this id.
    """
    authorize(call.actor, Verb.SET_CASES)
    noun = _waiting(unit, call, asked.team, asked.holder, asked.facts)
    if unit.find(CaseRow, noun.id) is not None:
        raise Conflict(f"There is a case {noun.id} already.")
    row = CaseRow(agency=unit.agency, id=noun.id, team=asked.team, holder=asked.holder, data=_kept(noun))
    unit.add(row)
    call.record(unit, "case.create", "case", row.id, team=row.team, holder=row.holder)
    unit.emit("case.received", case=row.id)
    return Answer(_out(row), 201, row.version, {"Location": f"/v1/cases/{row.id}"})


def replace(unit: Unit, call: Call, id: str, asked: CaseChange) -> Answer:
    """Replace the facts of a waiting or open case.

    Raises
    ------
    Gone
        It is closed.
    Conflict
        It is open, and something is to change that others have to be asked about.
    """
    where = scope.cases(call.actor, Verb.SET_CASES)
    on_it = carriers_of(unit, {id}) | ({asked.holder} if asked.holder is not None else set())
    for worker in sorted(on_it):  # workers are locked before cases
        unit.find(WorkerRow, worker, lock=True)
    row = scope.seen(unit, CaseRow, id, where, lock=True)
    call.against(row)
    if row.state == "closed":
        raise Gone("This case is closed.")
    if row.state == "open":
        noun = _open(unit, row, asked)
    else:
        noun = _waiting(unit, call, asked.team, asked.holder, asked.facts, id)
    row.team, row.holder, row.data = asked.team, asked.holder, _kept(noun)
    unit.changed(row)
    call.record(unit, "case.change", "case", id, team=row.team, holder=row.holder)
    unit.emit("case.changed", case=id)
    return Answer(_out(row), version=row.version)


def _waiting(  # noqa: PLR0913, PLR0917  (what a waiting case has)
    unit: Unit, call: Call, team: str, holder: str | None, facts: object, id: str | None = None
) -> Case:
    """Return a case as it waits, or refuse it with all that does not fit."""
    reach = authorize(call.actor, Verb.SET_CASES)
    faults: list[BadRow] = []
    if unit.find(TeamRow, team) is None or not covers(call.actor, reach, teams=[team], workers=()):
        faults.append(absent("team", team, "team", "body"))
    found = None if holder is None else unit.find(WorkerRow, holder, lock=True)
    if holder is None:
        faults.append(BadRow("body", 0, "holder", "a waiting case has somebody who holds it."))
    elif found is None or not covers(call.actor, reach, teams=[found.team], workers=()):
        faults.append(absent("worker", holder, "holder", "body"))
    elif not found.enabled:
        faults.append(BadRow("body", 0, "holder", f"worker {holder!r} is disabled."))
    noun = noun_of(Case, facts)
    if noun.held_by not in {None, holder}:
        faults.append(BadRow(PLACE, 0, "held_by", "this is not the holder."))
    noun = noun.model_copy(update={"held_by": None})
    refuse_any([*faults, *_faults(unit, noun, id)])
    return noun


def _open(unit: Unit, row: CaseRow, asked: CaseChange) -> Case:
    before, noun = case_of(row), noun_of(Case, asked.facts)
    held = [BadRow(PLACE, 0, "held_by", "nobody holds an open case.")] * (noun.held_by is not None)
    refuse_any([*held, *_faults(unit, noun, row.id)])
    if (asked.team, asked.holder) != (row.team, row.holder):
        raise Conflict(_LEAD)
    if (noun.rubric, noun.first_met) != (before.rubric, before.first_met):
        raise Conflict(_RATED)
    return noun


def _faults(unit: Unit, noun: Case, id: str | None) -> list[BadRow]:
    faults = faults_of_case(unit, noun)
    if id is not None and noun.id != id:
        faults.append(BadRow(PLACE, 0, "case", "this is not the id of the path."))
    if unit.find(OfficeRow, noun.office) is None:
        faults.append(absent("office", noun.office, "office"))
    return faults


def _kept(noun: Case) -> dict[str, object]:
    return document_of(noun.model_copy(update={"held_by": None}))


def _out(row: CaseRow) -> CaseOut:
    return CaseOut(
        id=row.id,
        state=row.state,
        team=row.team,
        holder=row.holder,
        closed_on=None if row.closed_on is None else row.closed_on.isoformat(),
        version=row.version,
        changed_at=written(row.changed_at),
        facts=facts_of(case_of(row)),
    )
