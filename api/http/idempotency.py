"""A POST that comes again: answered as the first time, with nothing done twice."""

import re
from dataclasses import dataclass
from hmac import digest

from fastapi import Request
from sqlalchemy import bindparam, delete, insert, select, text
from sqlmodel import col
from starlette.responses import Response

from api.access.actor import Actor
from api.body import JsonRequest
from api.errors import InFlight, KeyNeeded, KeyReused
from api.storage.clock import DAY
from api.storage.tables import IdempotencyRow
from api.storage.unit import Unit

KEPT = DAY
REPLAYED = "Idempotency-Replayed"
_SAME = (
    col(IdempotencyRow.agency) == bindparam("agency"),
    col(IdempotencyRow.actor) == bindparam("actor"),
    col(IdempotencyRow.route) == bindparam("route"),
    col(IdempotencyRow.key) == bindparam("key"),
)
_BEFORE = select(*IdempotencyRow.__table__.columns).where(*_SAME)  # type: ignore[attr-defined]
_TOO_OLD = delete(IdempotencyRow).where(*_SAME)
_ANSWERED = insert(IdempotencyRow)
_KEY = re.compile(r"[A-Za-z0-9_.:-]{8,80}")


@dataclass(frozen=True)
class Asked:
    """Which request it is: who sends what where, under which key."""

    actor: str
    route: str
    key: str
    body_hash: str


def key_of(request: Request, actor: Actor) -> Asked:
    """Return which request this is.

    Raises
    ------
    KeyNeeded
        The header is missing, or is not 8 to 80 letters, digits, `_`, `.`, `:` or `-`.
    """
    key = request.headers.get("idempotency-key", "")
    if not _KEY.fullmatch(key):
        raise KeyNeeded("Send a fresh Idempotency-Key, such as a UUID: 8 to 80 letters, digits, - or _.")
    body = request.read_body if isinstance(request, JsonRequest) else b""
    secret = request.app.state.keys.derived("idempotency")  # a body may hold a password
    hashed = digest(secret, f"{request.url.path}?{request.url.query}\n".encode() + body, "sha256").hex()
    return Asked(actor.id, f"{request.method} {request.scope['route'].path}"[:120], key, hashed)


def remembered(unit: Unit, asked: Asked) -> Response | None:
    """Return the answer given before, or None; the key is this transaction's own until its end.

    Raises
    ------
    InFlight
        Another transaction has the key.
    KeyReused
        It came with another body before.
    """
    _take(unit, asked)
    connection, same = unit.session.connection(), {"agency": unit.agency, **vars(asked)}
    kept = connection.execute(_BEFORE, same).one_or_none()
    if kept is None:
        return None
    if kept.at + KEPT < unit.now:
        connection.execute(_TOO_OLD, same)
        return None
    if kept.body_hash != asked.body_hash:
        raise KeyReused("Use a fresh Idempotency-Key for another request.")
    headers = kept.headers | {REPLAYED: "true"}
    return Response(kept.body or None, kept.status, headers)


def remember(unit: Unit, asked: Asked, response: Response) -> None:
    """Keep an answer beside its effect, past the session's own account of rows."""
    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    answer = {"status": response.status_code, "headers": headers, "body": bytes(response.body).decode()}
    row = {"agency": unit.agency, **vars(asked), **answer, "at": unit.now}
    unit.session.connection().execute(_ANSWERED, row)


def forget(unit: Unit) -> None:
    """Delete the answers that are too old to be asked for again."""
    table = IdempotencyRow
    old = delete(table).where(col(table.agency) == unit.agency, col(table.at) < unit.now - KEPT)
    unit.session.execute(old)


def _take(unit: Unit, asked: Asked) -> None:
    if unit.one_writer:
        return
    named = "\n".join((unit.agency, asked.actor, asked.route, asked.key))
    query = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:named, 0))")
    if not unit.session.execute(query, {"named": named}).scalar_one():
        raise InFlight("The same request is being answered. Ask again in a second.")
