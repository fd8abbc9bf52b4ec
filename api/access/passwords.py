"""Passwords: how they are hashed, what they have to be, and secrets that work once."""

from functools import cache
from secrets import token_urlsafe
from threading import BoundedSemaphore

from pwdlib import PasswordHash

from api.storage.clock import DAY
from planner.errors import BadInput, BadRow

SHORTEST = 12
LONGEST = 128
ONE_TIME = DAY  # policy: how long a one-time secret waits for its first sign-in
_BYTES = 18
_AT_ONCE = 4  # each takes 64 MiB while it is worked out
_HASH = PasswordHash.recommended()  # Argon2id
_room = BoundedSemaphore(_AT_ONCE)


def hashed(password: str) -> str:
    """Return what is kept of a password: Argon2id, with a salt of its own."""
    with _room:
        return _HASH.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Return whether this is the password; where none is kept, no, after the same work."""
    against = kept or _nobodys()
    with _room:
        good = _HASH.verify(password, against)
    return good and kept is not None


def new_secret() -> str:
    """Return a one-time secret: 144 random bits."""
    return token_urlsafe(_BYTES)


def check_new(password: str, login: str, kept: str | None) -> None:
    """Refuse a password that is too short, says the login or is the one there is.

    Raises
    ------
    BadInput
        With what is allowed; never with the password.
    """
    allowed = f"{SHORTEST} to {LONGEST} characters, not with your login in them, and others than before"
    if not SHORTEST <= len(password) <= LONGEST:
        problem = "this is too short or too long."
    elif login.lower() in password.lower() or len(set(password)) == 1:
        problem = "this is too easy to guess."
    elif matches(password, kept):
        problem = "this is the password there is."
    else:
        return
    raise BadInput([BadRow("body", 0, "new", problem, allowed)])


@cache
def _nobodys() -> str:
    with _room:
        return _HASH.hash(new_secret())
