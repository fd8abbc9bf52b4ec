"""The steps of the reading doors of assignments."""

from sqlmodel import col

from api.assignments.schemas import AssignmentOut, AssignmentsOut
from api.facts import scope
from api.http.call import Answer, Call
from api.http.paging import Page
from api.storage.clock import written
from api.storage.tables import AssignmentRow
from api.storage.unit import Unit


def assignments(unit: Unit, call: Call, page: Page) -> Answer:
    """Return the assignments somebody may know of; ended ones only where changes are asked for."""
    where = scope.assignments(call.actor)
    if page.since is None:
        where.append(col(AssignmentRow.active).is_(True))
    return page.of(unit, AssignmentRow, *where).answer(AssignmentsOut, told)


def assignment(unit: Unit, call: Call, id: str) -> Answer:
    """Return an assignment."""
    row = scope.seen(unit, AssignmentRow, id, scope.assignments(call.actor))
    return Answer(told(row), version=row.version)


def told(row: AssignmentRow) -> AssignmentOut:
    """Return an assignment as it is told."""
    return AssignmentOut(
        id=row.id,
        case=row.case,
        worker=row.worker,
        support=row.support,
        since=row.since.isoformat(),
        hold=row.hold,
        wish=row.wish,
        active=row.active,
        path=row.path,
        proposal=row.proposal,
        ended_on=None if row.ended_on is None else row.ended_on.isoformat(),
        end_reason=row.end_reason,
        version=row.version,
        changed_at=written(row.changed_at),
    )
