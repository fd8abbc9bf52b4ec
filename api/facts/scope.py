"""Which rows somebody may know of, as conditions of the query itself; the rest is as if absent."""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, false, or_
from sqlmodel import col, select

from api.access.actor import EVERY_TEAM, Actor
from api.access.authorize import authorize
from api.access.permissions import Reach, Verb
from api.errors import NotHere
from api.storage.tables import AssignmentRow, CaseRow, TeamRow, WorkerRow
from api.storage.tables.base import Keyed
from api.storage.unit import Unit

Condition = ColumnElement[bool]
Row = TypeVar("Row", bound=Keyed)


def teams(actor: Actor) -> list[Condition]:
    """Return which teams: those of the scope; a worker's own."""
    own = select(WorkerRow.team).where(
        col(WorkerRow.agency) == actor.agency, col(WorkerRow.id) == (actor.worker or "")
    )
    return _within(actor, Verb.READ_WORKERS, col(TeamRow.id), col(TeamRow.id).in_(own))


def workers(actor: Actor, verb: Verb = Verb.READ_WORKERS) -> list[Condition]:
    """Return which workers: those of the teams of the scope; a worker themselves."""
    return _within(actor, verb, col(WorkerRow.team), col(WorkerRow.id) == (actor.worker or ""))


def cases(actor: Actor, verb: Verb = Verb.READ_CASES) -> list[Condition]:
    """Return which cases: those of the teams of the scope; those a worker carries or holds."""
    worker = actor.worker or ""
    carried = select(AssignmentRow.case).where(
        col(AssignmentRow.agency) == actor.agency, col(AssignmentRow.active), _on(worker)
    )
    holds = and_(col(CaseRow.state) == "waiting", col(CaseRow.holder) == worker)
    return _within(actor, verb, col(CaseRow.team), or_(holds, col(CaseRow.id).in_(carried)))


def assignments(actor: Actor) -> list[Condition]:
    """Return which assignments: of the cases, or to the workers, of the scope; a worker's own."""
    reach = authorize(actor, Verb.READ_ASSIGNMENTS)
    if reach is Reach.AGENCY or (reach is Reach.TEAMS and EVERY_TEAM in actor.teams):
        return []
    if reach is Reach.OWN:
        return [_on(actor.worker) if actor.worker else false()]
    there = sorted(actor.teams)
    of_cases = select(CaseRow.id).where(
        col(CaseRow.agency) == actor.agency, col(CaseRow.team).in_(there)
    )
    of_workers = select(WorkerRow.id).where(
        col(WorkerRow.agency) == actor.agency, col(WorkerRow.team).in_(there)
    )
    return [
        or_(
            col(AssignmentRow.case).in_(of_cases),
            col(AssignmentRow.worker).in_(of_workers),
            col(AssignmentRow.support).in_(of_workers),
        )
    ]


def seen(unit: Unit, table: type[Row], id: str, where: list[Condition], *, lock: bool = False) -> Row:
    """Return a row within a scope, or raise NotHere: in the same words where it is beyond or absent."""
    found = unit.all(table, col(table.id) == id, *where, lock=lock)
    if not found:
        raise NotHere(str(table.__tablename__).replace("_", "-"))
    return found[0]


def _on(worker: str) -> Condition:
    return or_(col(AssignmentRow.worker) == worker, col(AssignmentRow.support) == worker)


def _within(actor: Actor, verb: Verb, team: Any, own: Condition) -> list[Condition]:
    reach = authorize(actor, verb)
    if reach is Reach.AGENCY or (reach is Reach.TEAMS and EVERY_TEAM in actor.teams):
        return []
    if reach is Reach.TEAMS:
        return [team.in_(sorted(actor.teams))]
    return [own if actor.worker else false()]
