"""The steps of signing in with another's account: sent there, come back once, and known by an admin."""

from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlmodel import col

from api.errors import NotHere, NotSignedIn
from api.keys import Keys
from api.sessions.service import NOBODY, Begun, begin_session
from api.settings import Settings
from api.storage.clock import MINUTE
from api.storage.store import Store
from api.storage.tables import OidcLoginRow, UserRow
from api.storage.unit import Unit

if TYPE_CHECKING:
    from api.oidc.issuer import Issuer, Known

KEPT = 10 * MINUTE  # policy: how long somebody may take at the issuer
_NOT_GOOD = "The other account does not sign in here."


@dataclass(frozen=True)
class Sent:
    """Where somebody is sent, and what their browser has to bring back with them."""

    way: str
    browser: str


@dataclass(frozen=True)
class Back:
    """What somebody comes back with; no code where the issuer does not vouch."""

    state: str
    code: str | None
    browser: str


def issuer_of(settings: Settings) -> "Issuer":
    """Return the issuer that is set up.

    Raises
    ------
    NotHere
        None is, or the libraries of the extra `oidc` are not installed.
    """
    address, client, callback = settings.oidc_issuer, settings.oidc_client, settings.oidc_callback
    missing = find_spec("authlib") is None or find_spec("joserfc") is None
    if missing or not address or not client or not callback:
        raise NotHere("way to sign in")
    from api.oidc.issuer import Issuer

    secret = settings.oidc_secret
    return Issuer(address, client, secret.get_secret_value() if secret else None, callback)


def send(store: Store, keys: Keys, issuer: "Issuer", agency: str) -> Sent:
    """Begin a login at the issuer.

    Raises
    ------
    NotHere
        There is no such agency.
    NotReady
        The issuer does not answer.
    """
    from api.oidc.issuer import new_trip

    if agency not in store.agencies():
        raise NotHere("agency")
    trip, browser = new_trip(agency), token_urlsafe(32)
    way = issuer.way(trip)
    known_by = _hash(trip.state)

    def write(unit: Unit) -> None:
        table = OidcLoginRow
        old = delete(table).where(col(table.agency) == agency, col(table.at) < unit.now - KEPT)
        unit.session.execute(old)
        unit.session.add(
            OidcLoginRow(
                agency=agency,
                id=known_by,
                verifier=keys.seal(trip.verifier, _place(agency, known_by)),
                nonce=trip.nonce,
                at=unit.now,
                data={"browser": _hash(browser)},
            )
        )

    store.write(agency, write)
    return Sent(way, browser)


def come_back(store: Store, keys: Keys, issuer: "Issuer", back: Back) -> Begun:
    """Begin a session of whoever came back, once for each time somebody was sent.

    Raises
    ------
    NotSignedIn
        Nobody was sent with this state from this browser within ten minutes, the issuer does not
        vouch, or no enabled user of the agency has this account.
    NotReady
        The issuer does not answer.
    """
    from api.oidc.issuer import Trip

    agency = back.state.partition(".")[0]
    if agency not in store.agencies():
        raise NotSignedIn(_NOT_GOOD)
    row = store.write(agency, lambda unit: _taken(unit, back.state))
    if row is None or back.code is None or row.data["browser"] != _hash(back.browser):
        raise NotSignedIn(_NOT_GOOD)
    verifier = keys.opened(row.verifier, _place(agency, row.id))
    known = issuer.who(back.code, Trip(back.state, row.nonce, verifier))
    begun = store.write(agency, lambda unit: _begun(unit, known))
    if begun is None:
        raise NotSignedIn(_NOT_GOOD)
    return begun


def _taken(unit: Unit, state: str) -> OidcLoginRow | None:
    row = unit.find(OidcLoginRow, _hash(state), lock=True)
    if row is None:
        return None
    unit.session.delete(row)
    return row if unit.now < row.at + KEPT else None


def _begun(unit: Unit, known: "Known") -> Begun | None:
    found = unit.all(UserRow, col(UserRow.oidc_subject) == known.subject, lock=True)
    if len(found) != 1 or not found[0].enabled:
        unit.record(NOBODY, "session.refuse", "user", found[0].id if found else NOBODY)
        return None
    return begin_session(unit, found[0], known.second_factor)


def _place(agency: str, id: str) -> str:
    return f"oidc_login/{agency}/{id}"


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
