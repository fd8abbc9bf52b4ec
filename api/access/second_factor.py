"""The second factor: six digits of the moment (TOTP, RFC 6238), each of them good once."""

from pyotp import TOTP, random_base32

from api.access.actor import Role
from api.keys import Keys
from api.storage.clock import SECOND
from api.storage.tables import UserRow

ASKED_OF = frozenset(set(Role) - {Role.WORKER, Role.CLIENT})
"""Roles that do nothing without one; workers may have one. Policy."""

ISSUER = "Caseload"
_EARLIER_OR_LATER = 1  # steps of 30 seconds that two clocks may be apart


def new_seed() -> str:
    """Return the secret an authenticator works from: 160 random bits in base32."""
    return random_base32()


def address_of(seed: str, agency: str, login: str) -> str:
    """Return the secret as the address that authenticators read, often as a picture."""
    return TOTP(seed).provisioning_uri(name=f"{agency}/{login}", issuer_name=ISSUER)


def sealed(keys: Keys, user: UserRow, seed: str) -> str:
    """Return the secret as it is kept: it opens only with the service's key, and for this user."""
    return keys.seal(seed, _place(user))


def shown(keys: Keys, user: UserRow, kept: str | None, code: str | None, now: int) -> bool:
    """Return whether a code is good now, and use it up: neither it nor an earlier one works again."""
    if kept is None or code is None:
        return False
    totp = TOTP(keys.opened(kept, _place(user)))
    present = now // SECOND // totp.interval
    for step in range(present - _EARLIER_OR_LATER, present + _EARLIER_OR_LATER + 1):
        if step > user.totp_last and totp.verify(code, for_time=step * totp.interval):
            user.totp_last = step
            return True
    return False


def _place(user: UserRow) -> str:
    return f"user_account/{user.agency}/{user.id}/totp"
