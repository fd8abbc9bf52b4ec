"""The steps of signing in, showing a second factor again, and signing out."""

from dataclasses import dataclass

from sqlalchemy import update
from sqlmodel import col

from api.access.actor import Actor
from api.access.passwords import matches
from api.access.second_factor import shown
from api.access.sign_in import ABSOLUTE
from api.access.tokens import Prefix, Token, new_token
from api.errors import NotSignedIn
from api.keys import Keys
from api.storage.clock import HOUR, MINUTE
from api.storage.store import Store
from api.storage.tables import SessionRow, UserRow
from api.storage.unit import Unit

TRIES = 5  # policy: so many failures in a row before the door is shut for a while
SHUT = MINUTE  # policy: the first time; twice as long each time after
SHUT_LONGEST = HOUR
NOBODY = "nobody"
_MOST_DOUBLED = 10
NOT_GOOD = (
    "This does not sign in: agency, login, password or code is not good, a one-time secret is over, or"
    " it was tried too often. Wait a while and try again, or ask your agency's admin."
)


@dataclass(frozen=True)
class Begun:
    """A session that has begun, with its token."""

    token: Token
    session: SessionRow
    user: UserRow


@dataclass(frozen=True)
class Shown:
    """What somebody shows who wants to sign in."""

    agency: str
    login: str
    password: str
    code: str | None


def sign_in(store: Store, keys: Keys, given: Shown) -> Begun:
    """Begin a session.

    Nothing that fails is told apart, in words or by how long it takes: an unknown login is hashed like
    a known one, and each refusal is written into the record of its agency.

    Raises
    ------
    NotSignedIn
        Always with the same words.
    """
    if given.agency not in store.agencies():
        matches(given.password, None)
        raise NotSignedIn(NOT_GOOD)
    user = store.read(given.agency, lambda unit: _of_login(unit, given.login))
    kept = user.password if user else None
    good = matches(given.password, kept)

    def attempt(unit: Unit) -> Begun | None:
        row = None if user is None else unit.find(UserRow, user.id, lock=True)
        if row is not None and good and row.password == kept and _may(unit, keys, row, given.code):
            row.failures = 0
            return begin_session(unit, row, second_factor=row.totp is not None)
        _count(unit, row, "session.refuse")
        return None

    begun = store.write(given.agency, attempt)
    if begun is None:
        raise NotSignedIn(NOT_GOOD)
    return begun


def begin_session(unit: Unit, user: UserRow, second_factor: bool) -> Begun:
    """Write a session of somebody who has shown who they are."""
    token = new_token(Prefix.SESSION, unit.agency)
    session = SessionRow(
        agency=unit.agency,
        id=token.hash,
        user=user.id,
        created_at=unit.now,
        seen_at=unit.now,
        ends_at=unit.now + ABSOLUTE,
        stepped_up_at=unit.now,
        second_factor=second_factor,
    )
    unit.session.add(session)
    unit.record(user.id, "session.begin", "user", user.id)
    return Begun(token, session, user)


def failed(store: Store, agency: str, user: str, action: str) -> None:
    """Count a secret that was not good, after the transaction it was shown in came to nothing."""
    store.write(agency, lambda unit: _count(unit, unit.find(UserRow, user, lock=True), action))


def stepped_up(unit: Unit, user: UserRow, actor: Actor, by_code: bool) -> None:
    """Note that a second factor was shown just now, or the password where there is no second factor."""
    session = own_session(unit, actor)
    session.stepped_up_at = unit.now
    session.second_factor = session.second_factor or by_code
    user.failures = 0
    unit.record(actor.id, "session.step-up", "user", actor.id)
    unit.session.flush()


def own_session(unit: Unit, actor: Actor) -> SessionRow:
    """Return the session somebody asks from, locked."""
    return unit.get(SessionRow, actor.session or "", lock=True)


def revoke(unit: Unit, user: str, but: str | None = None) -> None:
    """End the sessions of a user, all but one where that is said."""
    table = SessionRow
    mine = col(table.agency) == unit.agency, col(table.user) == user, col(table.revoked_at).is_(None)
    query = update(table).where(*mine).values(revoked_at=unit.now)
    unit.session.execute(query if but is None else query.where(col(table.id) != but))


def _of_login(unit: Unit, login: str) -> UserRow | None:
    found = unit.all(UserRow, col(UserRow.login) == login)
    return found[0] if found else None


def _may(unit: Unit, keys: Keys, user: UserRow, code: str | None) -> bool:
    over = user.one_time and unit.now >= (user.one_time_until or 0)
    if over or not user.enabled or unit.now < user.locked_until:
        return False
    return user.totp is None or shown(keys, user, user.totp, code, unit.now)


def _count(unit: Unit, user: UserRow | None, action: str) -> None:
    """Count a failure, and shut the door for a while after too many; a login nobody has is recorded."""
    if user is not None and unit.now >= user.locked_until:
        user.failures += 1
        if user.failures >= TRIES:
            times = min(user.failures - TRIES, _MOST_DOUBLED)
            user.locked_until = unit.now + min(SHUT << times, SHUT_LONGEST)
    unit.record(NOBODY, action, "user", user.id if user else NOBODY)
