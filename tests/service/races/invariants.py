"""Everything that has to hold of an agency's rows whenever a transaction has ended, in one function."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import col, select

from api.audit.chain import AuditKey
from api.decisions.judge import BUDGET
from api.snapshots.snapshot import Snapshots
from api.storage.store import Store
from api.storage.tables import (
    AssignmentRow,
    AuditHeadRow,
    AuditRow,
    CaseRow,
    ConsentRow,
    EventRow,
    IdempotencyRow,
    ProposalRow,
    WorkerRow,
)
from api.storage.unit import Unit
from planner.check import breaches
from planner.domain import Plan, Proposed
from planner.pipeline import Side
from planner.problem.surveyed import surveyed
from planner.rules import RULES

_SILENT = ("import", "undo")
_FREE = ("immediate", "import")


@dataclass(frozen=True)
class _Rows:
    cases: list[CaseRow]
    workers: list[WorkerRow]
    assignments: list[AssignmentRow]
    proposals: list[ProposalRow]
    consents: dict[str, ConsentRow]
    events: list[EventRow]
    audit: list[AuditRow]
    head: AuditHeadRow | None
    answers: list[IdempotencyRow]

    @property
    def active(self) -> list[AssignmentRow]:
        return [row for row in self.assignments if row.active]


def violations(store: Store, agency: str = "riverside", *, budgets: bool = True) -> list[str]:
    """Return what is wrong, in a sentence each; nothing where all holds.

    Budgets are judged by the planner's own check of the whole agency, with nothing kept from before: the
    last case that each worker was given without a consent has to fit beside the others, and beside what
    waited with them then: who answers for a case that waits is not judged, so that more may follow.
    `budgets=False` leaves that out where a policy was lowered after cases were given.
    """

    def look(unit: Unit) -> list[str]:
        rows = _read(unit)
        found = [*_carried(rows), *_recorded(rows), *_chained(rows, store.audit_key), *_answered(rows)]
        if budgets and not found:
            found = list(_within(unit, rows))
        return found

    return store.read(agency, look)


def _read(unit: Unit) -> _Rows:
    def own(table: Any, order: Any) -> list[Any]:
        query = select(table).where(table.agency == unit.agency).order_by(order)
        return list(unit.session.exec(query))

    return _Rows(
        cases=unit.all(CaseRow),
        workers=unit.all(WorkerRow),
        assignments=unit.all(AssignmentRow),
        proposals=unit.all(ProposalRow),
        consents={row.id: row for row in unit.all(ConsentRow)},
        events=unit.all(EventRow),
        audit=own(AuditRow, col(AuditRow.number)),
        head=next(iter(own(AuditHeadRow, col(AuditHeadRow.number))), None),
        answers=own(IdempotencyRow, col(IdempotencyRow.at)),
    )


def _carried(rows: _Rows) -> Iterator[str]:
    held = Counter(row.case for row in rows.active)
    for case in rows.cases:
        if held[case.id] > 1:
            yield f"{case.id} has {held[case.id]} active assignments."
        if (held[case.id] > 0) != (case.state == "open"):
            yield f"{case.id} is {case.state} with {held[case.id]} active assignments."
    loads = Counter(w for row in rows.active for w in (row.worker, row.support) if w is not None)
    for worker in rows.workers:
        if worker.open_cases != loads[worker.id]:
            yield f"{worker.id} counts {worker.open_cases} open cases and has {loads[worker.id]}."
    based = Counter(
        (case, version)
        for row in rows.proposals
        if row.state == "accepted"
        for case, version in row.based_on["cases"].items()
    )
    for (case, version), times in based.items():
        if times > 1:
            yield f"{times} proposals for version {version} of {case} were accepted."


def _recorded(rows: _Rows) -> Iterator[str]:
    created = Counter(row.object for row in rows.audit if row.action == "assignment.create")
    ended = Counter(row.object for row in rows.audit if row.action == "assignment.end")
    told = Counter(row.data["assignment"] for row in rows.events if row.type == "assignment.created")
    told_end = Counter(row.data["assignment"] for row in rows.events if row.type == "assignment.ended")
    for row in rows.assignments:
        once = (row.path not in _SILENT, row.path != "import")
        if (created[row.id], told[row.id]) != once:
            yield f"{row.id} begins {created[row.id]} times in the record, {told[row.id]} in events."
        if (ended[row.id], told_end[row.id]) != (not row.active, not row.active):
            yield f"{row.id} ends {ended[row.id]} times in the record, {told_end[row.id]} in events."
    there = {row.id for row in rows.assignments}
    yield from (f"{each} is recorded and is not there." for each in {*created, *told} - there)


def _chained(rows: _Rows, key: AuditKey) -> Iterator[str]:
    previous = ""
    for number, row in enumerate(rows.audit, 1):
        if row.number != number or row.previous != previous:
            yield f"The record breaks at row {row.number}."
        if row.hash != key.hash(row.previous, _covered(row)):
            yield f"Row {row.number} of the record is not what was written."
        previous = row.hash
    if rows.head is None or (rows.head.number, rows.head.hash) != (len(rows.audit), previous):
        yield "The head of the record is not its end."


def _covered(row: AuditRow) -> dict[str, Any]:
    return row.model_dump(exclude={"previous", "hash"})


def _answered(rows: _Rows) -> Iterator[str]:
    there = {row.id for row in rows.assignments}
    decided = Counter[str]()
    for answer in rows.answers:
        body = json.loads(answer.body) if answer.body else {}
        if answer.route.endswith(("/accept", "/override")) and "proposal" in body:
            decided[body["proposal"]["id"]] += 1
            lost = {each["id"] for each in body["assignments"]} - there
            yield from (f"{each} was answered and is not there." for each in lost)
    effects = Counter(row.proposal for row in rows.assignments if row.proposal and row.path != "undo")
    for row in rows.proposals:
        taken = row.state in ("accepted", "overridden")
        if taken != bool(effects[row.id]) or decided[row.id] > taken:
            told, written = decided[row.id], effects[row.id]
            yield f"{row.id} is {row.state}, answered {told} times, with {written} rows."


def _within(unit: Unit, rows: _Rows) -> Iterator[str]:
    def free(row: AssignmentRow) -> bool:
        used = rows.consents.get(row.consent or "")
        return row.path in _FREE or (used is not None and used.state == "used")

    snapshot = Snapshots().current(unit)
    given = [row for row in rows.active if row.worker in snapshot.workers and not free(row)]
    order = {row.object: row.number for row in rows.audit if row.action.startswith("assignment.")}
    last = {row.worker: row for row in sorted(given, key=lambda row: order.get(row.id, 0))}
    judged = {row.case for row in last.values()}
    kept = {row.case for row in given} - judged
    agency = snapshot.agency
    later = _came_later(rows, {worker: order.get(row.id, 0) for worker, row in last.items()})
    agency = agency.changed(
        assignments=tuple(a for a in agency.assignments if a.case in kept),
        cases=tuple(
            case.model_copy(update={"held_by": None}) if case.id in later else case
            for case in agency.cases
        ),
    )
    problem = Side(agency, known=replace(surveyed(agency), tiers=snapshot.tiers)).public.problem
    plan = Plan(assignments=tuple(_proposed(last.values())))
    for breach in breaches(problem, plan, RULES):
        if breach.rule in BUDGET:
            yield f"{breach.worker} is over the budget in week {breach.week}: {breach.needed}."


def _came_later(rows: _Rows, since: dict[str, int]) -> set[str]:
    """Return the cases that another left waiting with a worker after that row of the record."""
    held_by = {row.id: row.holder or "" for row in rows.cases}
    led_by = {row.id: row.worker for row in rows.assignments}
    ended = {row.details["case"]: row for row in rows.audit if row.action == "assignment.end"}
    return {
        case
        for case, row in ended.items()
        if row.number > since.get(held_by[case], row.number) and led_by[row.object] != held_by[case]
    }


def _proposed(rows: Iterable[AssignmentRow]) -> Iterator[Proposed]:
    for row in rows:
        yield Proposed(case=row.case, worker=row.worker, support=row.support)
