"""The first way in: an admin's one-time secret, made by whoever runs the service."""

from sqlmodel import col

from api.access.actor import Role
from api.storage.ids import new_id
from api.storage.store import Store
from api.storage.tables import UserRow
from api.storage.unit import Unit
from api.users.service import one_time
from planner.errors import BadValue

LOGIN = "admin-1"
_BY = "command-line"


def without_admin(store: Store) -> list[str]:
    """Return the agencies in which no admin may sign in."""
    return [each for each in store.agencies() if not store.read(each, _has_admin)]


def admin_secret(store: Store, agency: str, login: str = LOGIN) -> str:
    """Return a secret with which an agency's admin signs in once, within 24 hours.

    Where there is no user of this login, one is made. An admin who is there is signed out and enabled
    again, and their password and second factor are forgotten: the way back in for who lost both.

    Raises
    ------
    BadValue
        There is no such agency, or the login is of somebody who is no admin.
    """
    if agency not in store.agencies():
        raise BadValue(f"There is no agency {agency}.")
    return store.write(agency, lambda unit: _secret(unit, login))


def _has_admin(unit: Unit) -> bool:
    return bool(
        unit.count(UserRow, col(UserRow.role) == Role.AGENCY_ADMIN, col(UserRow.enabled).is_(True))
    )


def _secret(unit: Unit, login: str) -> str:
    found = unit.all(UserRow, col(UserRow.login) == login, lock=True)
    if found and found[0].role != Role.AGENCY_ADMIN:
        raise BadValue(f"The login {login} is of somebody who is no admin; name another one.")
    if found:
        row = found[0]
        row.enabled = True
        secret = one_time(unit, row, forget_second_factor=True)
        unit.changed(row)
    else:
        row = UserRow(agency=unit.agency, id=new_id("usr"), login=login, role=Role.AGENCY_ADMIN)
        secret = one_time(unit, row)
        unit.add(row)
    unit.record(_BY, "user.one-time-secret", "user", row.id, second_factor_too=True)
    return secret
