"""Who sends which delivery, until when, and what came of it. Each endpoint has a queue of its own."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col, select

from api.outbox.pace import Pace, asked_for
from api.outbox.signing import payload
from api.outbox.wire import Reply
from api.storage.clock import SECOND
from api.storage.tables import DeliveryRow, EndpointRow, EventRow
from api.storage.unit import Unit

_AT_ONCE = 10
_GONE = 410
BY = "dispatcher"


@dataclass(frozen=True)
class Claimed:
    """A delivery that is one dispatcher's own for a while. `attempt` fences off whoever lost it."""

    id: str
    attempt: int
    event: str
    body: str


@dataclass(frozen=True)
class Where:
    """Where it goes: the URL and the sealed secrets that are good just now."""

    endpoint: str
    url: str
    secrets: tuple[str, ...]


def due(unit: Unit) -> list[str]:
    """Return the endpoints for which something waits to be sent just now."""
    endpoints, first = [row.id for row in unit.all(EndpointRow)], (col(DeliveryRow.state),)
    return [e for e in endpoints if unit.all(DeliveryRow, *_due(e, unit.now), order=first, most=1)]


def claim(
    unit: Unit, endpoint: str, owner: str, lease: int, most: int = _AT_ONCE
) -> tuple[Where, list[Claimed]] | None:
    """Take some deliveries of an endpoint, longest waiting first; None where it is not told any more.

    What another dispatcher took is passed by, until its lease is over.
    """
    where = unit.find(EndpointRow, endpoint)
    if where is None or not where.enabled:
        _give_up(unit, endpoint)
        return None
    query = (
        select(DeliveryRow, EventRow)
        .join(
            EventRow,
            and_(
                col(EventRow.agency) == col(DeliveryRow.agency),
                col(EventRow.id) == col(DeliveryRow.event),
            ),
        )
        .where(col(DeliveryRow.agency) == unit.agency, *_due(endpoint, unit.now))
        .order_by(col(DeliveryRow.next_at), col(DeliveryRow.id))
        .limit(most)
        .with_for_update(skip_locked=True, of=DeliveryRow)
    )
    taken = []
    for row, event in unit.session.exec(query):
        row.state, row.owner, row.lease_until = "sending", owner, unit.now + lease
        row.attempt += 1
        row.changed_at = unit.now
        taken.append(Claimed(row.id, row.attempt, event.id, payload(event)))
    former = where.former_secret if where.former_until > unit.now else None
    return Where(endpoint, where.url, tuple(s for s in (where.secret, former) if s)), taken


def finish(unit: Unit, owner: str, claimed: Claimed, reply: Reply, pace: Pace) -> bool:
    """Write down what came of a delivery, or return False where it is not ours any more."""
    row = _own(unit, owner, claimed)
    if row is None:
        return False
    row.last_status, row.owner, row.changed_at = reply.status, None, unit.now
    wait = pace.wait(row.attempt, asked_for(reply.retry_after, unit.now))
    if reply.taken:
        row.state, row.delivered_at = "delivered", unit.now
    elif reply.status == _GONE:
        _dead(unit, row)
        switch_off(unit, unit.get(EndpointRow, row.endpoint, lock=True))
        unit.record(BY, "endpoint.gone", "endpoint", row.endpoint)
    elif wait is None:
        _dead(unit, row)
    else:
        row.state, row.next_at = "waiting", unit.now + wait
    unit.session.flush()
    return True


def give_back(unit: Unit, owner: str, claimed: Claimed) -> None:
    """Let go of a delivery that was not tried."""
    row = _own(unit, owner, claimed)
    if row is not None:
        row.state, row.owner, row.attempt = "waiting", None, row.attempt - 1
        row.next_at = max(row.next_at, unit.now + SECOND)


def switch_off(unit: Unit, endpoint: EndpointRow) -> None:
    """Send nothing more to an endpoint; what was on its way there is given up."""
    endpoint.enabled = False
    unit.changed(endpoint)
    _give_up(unit, endpoint.id)


def _give_up(unit: Unit, endpoint: str) -> None:
    on_the_way = col(DeliveryRow.state).in_(("waiting", "sending"))
    for row in unit.all(DeliveryRow, col(DeliveryRow.endpoint) == endpoint, on_the_way, lock=True):
        _dead(unit, row)


def _dead(unit: Unit, row: DeliveryRow) -> None:
    row.state, row.owner, row.changed_at = "dead", None, unit.now
    unit.record(BY, "delivery.dead", "delivery", row.id, event=row.event, endpoint=row.endpoint)


def _own(unit: Unit, owner: str, claimed: Claimed) -> DeliveryRow | None:
    row = unit.find(DeliveryRow, claimed.id, lock=True)
    if row is None or (row.state, row.owner, row.attempt) != ("sending", owner, claimed.attempt):
        return None
    return row


def _due(endpoint: str, now: int) -> tuple[ColumnElement[bool], ...]:
    table = DeliveryRow
    waits = and_(col(table.state) == "waiting", col(table.next_at) <= now)
    lost = and_(col(table.state) == "sending", col(table.lease_until) <= now)
    open_still = col(table.state).in_(("waiting", "sending"))  # by which they are looked for
    return col(table.endpoint) == endpoint, open_still, or_(waits, lost)
