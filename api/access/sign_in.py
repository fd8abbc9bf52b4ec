"""From what a request shows to who it is."""

from fastapi import Request
from sqlmodel import col

from api.access.actor import Actor, Role
from api.access.tokens import Prefix, Token, token_of
from api.errors import NotSignedIn
from api.storage.clock import HOUR, MINUTE
from api.storage.store import Store
from api.storage.tables import ApiClientRow, SessionRow, UserRow
from api.storage.unit import Unit

IDLE = 15 * MINUTE
ABSOLUTE = 12 * HOUR
STEPPED_UP = 5 * MINUTE
_SEEN_EVERY = MINUTE
_NOT_GOOD = "Sign in again: what was shown is not good, or no longer."


def actor_of(store: Store, request: Request) -> Actor:
    """Return who sends a request.

    Raises
    ------
    NotSignedIn
        It shows no token, or one that is unknown, over or revoked; which of these is not said.
    """
    token = token_of(_shown(request))
    if token is None or token.agency not in store.agencies():
        raise NotSignedIn(_NOT_GOOD)
    if token.prefix is Prefix.PROGRAM:
        return store.read(token.agency, lambda unit: _program(unit, token))
    actor, seen = store.read(token.agency, lambda unit: _person(unit, token))
    if seen:
        store.write(token.agency, lambda unit: _seen(unit, token))
    return actor


def _shown(request: Request) -> str:
    kind, _, text = request.headers.get("authorization", "").partition(" ")
    return text.strip() if kind.lower() == "bearer" else ""


def _person(unit: Unit, token: Token) -> tuple[Actor, bool]:
    session = unit.find(SessionRow, token.hash)
    over = session is None or session.revoked_at is not None or unit.now >= session.ends_at
    if session is None or over or unit.now >= session.seen_at + IDLE:
        raise NotSignedIn(_NOT_GOOD)
    user = unit.get(UserRow, session.user)
    if not user.enabled:
        raise NotSignedIn(_NOT_GOOD)
    stepped = session.stepped_up_at is not None and unit.now < session.stepped_up_at + STEPPED_UP
    actor = Actor(
        agency=unit.agency,
        id=user.id,
        role=Role(user.role),
        teams=frozenset(user.teams),
        worker=user.worker,
        stepped_up=stepped,
        pending=user.one_time,
        session=session.id,
    )
    return actor, unit.now >= session.seen_at + _SEEN_EVERY


def _seen(unit: Unit, token: Token) -> None:
    session = unit.find(SessionRow, token.hash, lock=True)
    if session is not None:
        session.seen_at = unit.now


def _program(unit: Unit, token: Token) -> Actor:
    found = unit.all(ApiClientRow, col(ApiClientRow.token) == token.hash)
    if not found or found[0].revoked_at is not None or unit.now >= found[0].expires_at:
        raise NotSignedIn(_NOT_GOOD)
    program = found[0]
    return Actor(
        agency=unit.agency,
        id=program.id,
        role=Role.CLIENT,
        teams=frozenset(program.teams),
        scopes=frozenset(program.scopes),
    )
