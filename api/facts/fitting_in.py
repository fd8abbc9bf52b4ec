"""Does a changed record fit the rest of its agency? Judged by the planner's own check of consistency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import text
from sqlmodel import col

from api.facts.outside import PLACE
from api.snapshots.nouns import case_of, referral_type_of, team_of, today_of, worker_of
from api.storage.tables import CaseRow, ReferralTypeRow, TeamRow, WorkerRow
from api.storage.tables.base import Keyed
from api.storage.unit import Unit
from planner.domain import (
    Assignment,
    Case,
    Exposure,
    PrivateProfile,
    ReferralType,
    Team,
    Worker,
)
from planner.domain.consistency import inconsistencies
from planner.errors import BadInput, BadRow

Row = TypeVar("Row", bound=Keyed)


@dataclass(frozen=True)
class _Part:
    """The record that changes, as the last of its table, and what it mentions."""

    date: date
    synthetic: bool = False
    teams: tuple[Team, ...] = ()
    referral_types: tuple[ReferralType, ...] = ()
    workers: tuple[Worker, ...] = ()
    cases: tuple[Case, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    profiles: tuple[PrivateProfile, ...] = ()


def faults_of_team(unit: Unit, team: Team) -> list[BadRow]:
    """Return why a team does not fit."""
    return _faults(_Part(_today(unit), teams=(team,), workers=_workers(unit, team.supervisor)), "teams")


def faults_of_referral_type(unit: Unit, kind: ReferralType) -> list[BadRow]:
    """Return why a referral type does not fit."""
    return _faults(_Part(_today(unit), referral_types=(kind,)), "referral_types")


def faults_of_worker(unit: Unit, worker: Worker) -> list[BadRow]:
    """Return why a worker does not fit: a team, a colleague or a conflict that is not there, say."""
    named = col(CaseRow.id).in_(worker.conflicts) | _group().in_(worker.conflicts)
    cases = map(case_of, unit.all(CaseRow, named)) if worker.conflicts else ()
    part = _Part(
        _today(unit),
        teams=tuple(map(team_of, _named(unit, TeamRow, worker.team))),
        workers=(*_workers(unit, worker.supervisor, worker.peer_partner, but=worker.id), worker),
        cases=tuple(cases),
    )
    return _faults(part, "workers")


def faults_of_case(unit: Unit, case: Case) -> list[BadRow]:
    """Return why a case does not fit: what it mentions, its days, or another rule of its group."""
    others: Iterable[CaseRow] = ()
    if case.group:
        _one_at_a_time(unit, case.group)
        of_group = (_group() == case.group, col(CaseRow.state) != "closed")
        others = unit.all(CaseRow, *of_group, col(CaseRow.id) != case.id)
    part = _Part(
        _today(unit),
        referral_types=tuple(map(referral_type_of, _named(unit, ReferralTypeRow, case.referral_type))),
        workers=_workers(unit, case.earlier_worker, case.held_by),
        cases=(*map(case_of, others), case),
    )
    return _faults(part, "cases")


def faults_of_exposure(unit: Unit, event: Exposure) -> list[BadRow]:
    """Return why an exposure event does not fit."""
    part = _Part(_today(unit), workers=_workers(unit, event.worker), exposures=(event,))
    return _faults(part, "exposures")


def refuse_any(faults: list[BadRow]) -> None:
    """Raise BadInput with these faults, where there are any."""
    if faults:
        raise BadInput(faults)


def absent(kind: str, id: str, column: str, place: str = PLACE) -> BadRow:
    """Return the fault of naming what is not there, or is beyond the scope of who names it."""
    return BadRow(place, 0, column, f"{kind} {id!r} is not in the agency.")


def _today(unit: Unit) -> date:
    return today_of(unit.own(), unit.now)


def _named(unit: Unit, table: type[Row], *ids: str | None) -> list[Row]:
    found = (unit.find(table, named) for named in dict.fromkeys(ids) if named is not None)
    return [row for row in found if row is not None]


def _workers(unit: Unit, *ids: str | None, but: str = "") -> tuple[Worker, ...]:
    return tuple(worker_of(row) for row in _named(unit, WorkerRow, *ids) if row.id != but)


def _group() -> Any:
    return col(CaseRow.data)["group"].as_string()


def _one_at_a_time(unit: Unit, group: str) -> None:
    """Let nobody else change a case of the group until this transaction ends."""
    if not unit.one_writer:
        query = text("SELECT pg_advisory_xact_lock(hashtextextended(:named, 0))")
        unit.session.execute(query, {"named": f"group\n{unit.agency}\n{group}"})


def _faults(part: _Part, table: str) -> list[BadRow]:
    last = len(getattr(part, table)) - 1
    return [
        BadRow(PLACE, 0, fault.column, _sentence(fault.problem))
        for fault in inconsistencies(part)
        if (fault.table, fault.index) == (table, last)
    ]


def _sentence(problem: str) -> str:
    problem = problem.replace("on an earlier row", "in another of its cases")
    return f"{'this ' if problem.startswith(('is ', 'names ')) else ''}{problem}."
