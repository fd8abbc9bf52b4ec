"""From what a request shows to who it is."""

from typing import Literal, TypeAlias

from fastapi import Request
from sqlmodel import col

from api.access.actor import Actor, Role
from api.access.second_factor import ASKED_OF
from api.access.tokens import Prefix, Token, token_of
from api.errors import NotSignedIn
from api.storage.clock import HOUR, MINUTE
from api.storage.store import Store
from api.storage.tables import ApiClientRow, SessionRow, UserRow
from api.storage.unit import Unit

Todo: TypeAlias = Literal["new-password", "second-factor"]

IDLE = 15 * MINUTE
ABSOLUTE = 12 * HOUR
STEPPED_UP = 5 * MINUTE
_SEEN_EVERY = MINUTE
_USED_EVERY = HOUR
_NOT_GOOD = "Sign in again: what was shown is not good, or no longer."


def actor_of(store: Store, text: str) -> Actor:
    """Return who shows a token.

    Raises
    ------
    NotSignedIn
        It is no token, or one that is unknown, over or revoked; which of these is not said.
    """
    token = token_of(text)
    if token is None:
        raise NotSignedIn(_NOT_GOOD)
    known = _program if token.prefix is Prefix.PROGRAM else _person
    actor, seen = store.read(token.agency, lambda unit: known(unit, token))
    if seen:
        store.write(token.agency, lambda unit: _seen(unit, token, actor.id))
    return actor


def pending(user: UserRow, session: SessionRow) -> list[Todo]:
    """Return what is left to do before a session is good for anything else."""
    todo: list[Todo] = []
    if user.one_time:
        todo.append("new-password")
    if Role(user.role) in ASKED_OF and not session.second_factor:
        todo.append("second-factor")
    return todo


def shown(request: Request) -> str:
    """Return the token that a request shows, or nothing."""
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
        pending=bool(pending(user, session)),
        session=session.id,
    )
    return actor, unit.now >= session.seen_at + _SEEN_EVERY


def _seen(unit: Unit, token: Token, actor: str) -> None:
    if token.prefix is Prefix.PROGRAM:
        unit.get(ApiClientRow, actor, lock=True).used_at = unit.now
        return
    session = unit.find(SessionRow, token.hash, lock=True)
    if session is not None and session.seen_at < unit.now < session.seen_at + IDLE:
        session.seen_at = unit.now


def _program(unit: Unit, token: Token) -> tuple[Actor, bool]:
    found = unit.all(ApiClientRow, col(ApiClientRow.token) == token.hash)
    if not found or found[0].revoked_at is not None or unit.now >= found[0].expires_at:
        raise NotSignedIn(_NOT_GOOD)
    program = found[0]
    actor = Actor(
        agency=unit.agency,
        id=program.id,
        role=Role.CLIENT,
        teams=frozenset(program.teams),
        scopes=frozenset(program.scopes),
    )
    return actor, program.used_at is None or unit.now >= program.used_at + _USED_EVERY
