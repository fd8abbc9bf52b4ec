"""Which endpoint is told of which event? A delivery for each that asked for the type and may know."""

from collections.abc import Sequence

from sqlmodel import col

from api.access.actor import EVERY_TEAM
from api.access.permissions import Verb
from api.outbox.signing import MOST_BYTES, payload
from api.outbox.types import EventType
from api.storage.ids import new_id
from api.storage.tables import ApiClientRow, DeliveryRow, EndpointRow, EventRow, WorkerRow
from api.storage.unit import Unit

_AT_ONCE = 200
DOSE = frozenset(each.value for each in EventType if each.dose)


def unsorted(unit: Unit) -> bool:
    """Return whether there are events whose deliveries have not been written."""
    return bool(unit.all(EventRow, col(EventRow.sorted).is_(False), most=1))


def sort(unit: Unit) -> int:
    """Write the deliveries of some events that have none; return of how many.

    Events are taken by that mark, never by their place in an order: what is committed late would be
    passed by.
    """
    events = unit.all(
        EventRow, col(EventRow.sorted).is_(False), order=(col(EventRow.at),), most=_AT_ONCE, lock=True
    )
    endpoints = unit.all(EndpointRow, col(EndpointRow.enabled).is_(True)) if events else []
    for event in events:
        for endpoint in told(unit, event, endpoints):
            unit.session.add(_delivery(unit, event, endpoint))
        event.sorted = True
    unit.session.flush()
    return len(events)


def told(unit: Unit, event: EventRow, endpoints: Sequence[EndpointRow]) -> list[EndpointRow]:
    """Return which endpoints are told of an event."""
    asked = [endpoint for endpoint in endpoints if event.type in endpoint.types]
    return [endpoint for endpoint in asked if event.type not in DOSE or _may_know(unit, event, endpoint)]


def reads_dose(unit: Unit, program: str | None) -> ApiClientRow | None:
    """Return a program that may read dose just now, or None."""
    found = unit.find(ApiClientRow, program) if program else None
    if found is None or found.revoked_at is not None or found.expires_at <= unit.now:
        return None
    return found if Verb.READ_DOSE.value in found.scopes else None


def _may_know(unit: Unit, event: EventRow, endpoint: EndpointRow) -> bool:
    program = reads_dose(unit, endpoint.program)
    worker = unit.find(WorkerRow, str(event.data.get("worker", "")))
    if program is None or worker is None:
        return False
    return EVERY_TEAM in program.teams or worker.team in program.teams


def _delivery(unit: Unit, event: EventRow, endpoint: EndpointRow) -> DeliveryRow:
    fits = len(payload(event).encode()) < MOST_BYTES
    return DeliveryRow(
        agency=unit.agency,
        id=new_id("dlv"),
        event=event.id,
        endpoint=endpoint.id,
        state="waiting" if fits else "dead",
        next_at=unit.now,
        created_at=unit.now,
        changed_at=unit.now,
    )
