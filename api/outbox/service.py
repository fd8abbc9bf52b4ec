"""What an administrator does about where events are sent."""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlmodel import col

from api.access.authorize import authorize
from api.access.permissions import Verb
from api.errors import Conflict
from api.http.call import Answer, Call
from api.keys import Keys
from api.outbox.guard import Network, target_of
from api.outbox.queue import switch_off
from api.outbox.schemas import EndpointChange, EndpointIn, EndpointOut, EndpointsOut, NewEndpointOut
from api.outbox.signing import new_secret, sealed_at
from api.outbox.sorting import DOSE, reads_dose
from api.storage.clock import DAY, written
from api.storage.ids import new_id
from api.storage.tables import DeliveryRow, EndpointRow
from api.storage.unit import Unit
from planner.errors import BadInput, BadRow, BadValue

MOST_ENDPOINTS = 20
BOTH_SIGN = DAY
_KIND = "endpoint"


def listed(call: Call, unit: Unit) -> EndpointsOut:
    """Return all endpoints of the agency."""
    authorize(call.actor, Verb.READ_EVENTS)
    return EndpointsOut(items=[_out(row, unit.now) for row in unit.all(EndpointRow)])


def shown(call: Call, unit: Unit, id: str) -> Answer:
    """Return one endpoint, with its version."""
    authorize(call.actor, Verb.READ_EVENTS)
    return _answer(unit.get(EndpointRow, id), unit.now)


def create(call: Call, unit: Unit, asked: EndpointIn, keys: Keys, networks: Sequence[Network]) -> Answer:
    """Write a new endpoint; its secret is in the answer, this once.

    Raises
    ------
    BadInput
        Events may not be sent to this URL.
    Conflict
        There are as many as there may be, or its program may not read what it asks for.
    """
    authorize(call.actor, Verb.SET_EVENTS)
    _check(asked.url, networks)
    if unit.count(EndpointRow) >= MOST_ENDPOINTS:
        raise Conflict(f"There are {MOST_ENDPOINTS} endpoints already; delete one first.")
    _may_be_told(unit, asked.program, asked.types)
    name, secret = new_id("end"), new_secret()
    row = EndpointRow(
        agency=unit.agency,
        id=name,
        url=asked.url,
        types=asked.types,
        secret=keys.seal(secret, sealed_at(unit.agency, name)),
        program=asked.program,
    )
    unit.add(row)
    call.record(unit, "endpoint.create", _KIND, name, types=asked.types)
    return _with_secret(row, unit.now, secret, 201)


def change(
    call: Call, unit: Unit, id: str, asked: EndpointChange, networks: Sequence[Network]
) -> Answer:
    """Change an endpoint; one that is switched off has what was on its way given up."""
    authorize(call.actor, Verb.SET_EVENTS)
    row = unit.get(EndpointRow, id, lock=True)
    call.against(row)
    if asked.url is not None:
        _check(asked.url, networks)
        row.url = asked.url
    if asked.types is not None:
        _may_be_told(unit, row.program, asked.types)
        row.types = asked.types
    if asked.enabled is False:
        switch_off(unit, row)
    elif asked.enabled:
        row.enabled = True
    unit.changed(row)
    fields = sorted(asked.model_dump(exclude_none=True))
    call.record(unit, "endpoint.change", _KIND, id, fields=fields, enabled=row.enabled, types=row.types)
    return _answer(row, unit.now)


def rotate(call: Call, unit: Unit, id: str, keys: Keys) -> Answer:
    """Give an endpoint a new secret; the former one signs as well for 24 hours."""
    authorize(call.actor, Verb.SET_EVENTS)
    row = unit.get(EndpointRow, id, lock=True)
    call.against(row)
    secret = new_secret()
    row.former_secret, row.former_until = row.secret, unit.now + BOTH_SIGN
    row.secret = keys.seal(secret, sealed_at(unit.agency, id))
    unit.changed(row)
    call.record(unit, "endpoint.rotate-secret", _KIND, id)
    return _with_secret(row, unit.now, secret, 200)


def remove(call: Call, unit: Unit, id: str) -> Answer:
    """Delete an endpoint with its deliveries."""
    authorize(call.actor, Verb.SET_EVENTS)
    row = unit.get(EndpointRow, id, lock=True)
    call.against(row)
    table = DeliveryRow
    gone = delete(table).where(col(table.agency) == unit.agency, col(table.endpoint) == id)
    unit.session.execute(gone)
    unit.session.delete(row)
    call.record(unit, "endpoint.delete", _KIND, id)
    return Answer(None, 204)


def _check(url: str, networks: Sequence[Network]) -> None:
    try:
        target_of(url, networks)
    except BadValue as error:
        raise BadInput([BadRow("body", 0, "url", str(error))]) from None


def _may_be_told(unit: Unit, program: str | None, types: Sequence[str]) -> None:
    if DOSE & set(types) and reads_dose(unit, program) is None:
        raise Conflict("Only an endpoint of a program that may read dose is told of dose.")


def _answer(row: EndpointRow, now: int) -> Answer:
    return Answer(_out(row, now), version=row.version)


def _with_secret(row: EndpointRow, now: int, secret: str, status: int) -> Answer:
    said = _out(row, now).model_dump()
    return Answer(
        NewEndpointOut(**said, secret=secret),
        status,
        row.version,
        kept=NewEndpointOut(**said, secret=None),
    )


def _out(row: EndpointRow, now: int) -> EndpointOut:
    both = row.former_secret is not None and row.former_until > now
    return EndpointOut(
        id=row.id,
        url=row.url,
        types=row.types,
        program=row.program,
        enabled=row.enabled,
        former_secret_until=written(row.former_until) if both else None,
        version=row.version,
    )
