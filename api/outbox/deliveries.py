"""Deliveries as an administrator sees them, and sending one again by hand."""

from sqlalchemy import and_
from sqlmodel import col, select

from api.access.authorize import authorize
from api.access.permissions import Verb
from api.errors import Conflict
from api.http.call import Answer, Call
from api.outbox.schemas import Deliveries, DeliveriesOut, DeliveryOut
from api.storage.clock import written
from api.storage.tables import DeliveryRow, EndpointRow, EventRow
from api.storage.unit import Unit

_OVER = ("delivered", "dead")


def listed(call: Call, unit: Unit, asked: Deliveries) -> DeliveriesOut:
    """Return a page of deliveries, by id."""
    authorize(call.actor, Verb.READ_EVENTS)
    query = (
        select(DeliveryRow, EventRow.type)
        .join(
            EventRow,
            and_(
                col(EventRow.agency) == col(DeliveryRow.agency),
                col(EventRow.id) == col(DeliveryRow.event),
            ),
        )
        .where(col(DeliveryRow.agency) == unit.agency, col(DeliveryRow.id) > asked.after)
        .order_by(col(DeliveryRow.id))
        .limit(asked.limit + 1)
    )
    if asked.state is not None:
        query = query.where(col(DeliveryRow.state) == asked.state)
    rows = unit.session.exec(query).all()
    items = [_out(row, type_) for row, type_ in rows[: asked.limit]]
    return DeliveriesOut(items=items, next=items[-1].id if len(rows) > asked.limit else None)


def replay(call: Call, unit: Unit, id: str) -> Answer:
    """Send a delivery again from the start, under the same webhook-id.

    Raises
    ------
    Conflict
        It is on its way, or its endpoint is switched off.
    """
    authorize(call.actor, Verb.SET_EVENTS)
    row = unit.get(DeliveryRow, id, lock=True)
    if row.state not in _OVER:
        raise Conflict("It is on its way already.")
    if not unit.get(EndpointRow, row.endpoint).enabled:
        raise Conflict("Its endpoint is switched off; switch it on first.")
    row.state, row.attempt, row.next_at, row.delivered_at = "waiting", 0, unit.now, None
    row.changed_at = unit.now
    call.record(unit, "delivery.replay", "delivery", id, event=row.event, endpoint=row.endpoint)
    return Answer(_out(row, unit.get(EventRow, row.event).type), 202)


def _out(row: DeliveryRow, type_: str) -> DeliveryOut:
    return DeliveryOut.model_validate(
        {
            "id": row.id,
            "event": row.event,
            "type": type_,
            "endpoint": row.endpoint,
            "state": row.state,
            "attempt": row.attempt,
            "last_status": row.last_status,
            "next_at": written(row.next_at) if row.state == "waiting" else None,
            "delivered_at": None if row.delivered_at is None else written(row.delivered_at),
        }
    )
