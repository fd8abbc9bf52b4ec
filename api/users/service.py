"""What may be said of users: opaque logins, teams and workers that are there, always an admin left."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col

from api.access.actor import EVERY_TEAM, Actor, Role
from api.access.passwords import ONE_TIME, hashed, new_secret
from api.errors import Conflict
from api.sessions.service import revoke
from api.storage.ids import new_id
from api.storage.tables import TeamRow, UserRow, WorkerRow
from api.storage.unit import Unit
from api.users.schemas import UserIn, UserOut
from planner.errors import BadInput, BadRow, UnknownReference


def add(unit: Unit, given: UserIn) -> tuple[UserRow, str | None]:
    """Write a new user; return it with the secret to sign in with, where a password is to be set.

    Raises
    ------
    BadInput, UnknownReference, Conflict
        A worker's account without a worker; a team or worker that is not there; a login, worker or
        subject that another user has.
    """
    row = UserRow(
        agency=unit.agency,
        id=new_id("usr"),
        login=given.login,
        role=given.role,
        teams=sorted(set(given.teams)),
        worker=given.worker,
        oidc_subject=given.oidc_subject,
    )
    _check(unit, row)
    secret = None if given.oidc_subject else one_time(unit, row)
    return unit.add(row), secret


def change(unit: Unit, row: UserRow, changes: Mapping[str, Any], actor: Actor) -> None:
    """Change a user.

    Raises
    ------
    Conflict
        Besides what `add` raises: an admin's own role, or the last admin.
    """
    was_admin = row.enabled and row.role == Role.AGENCY_ADMIN
    if row.id == actor.id and changes.get("role", row.role) != row.role:
        raise Conflict("Nobody gives themselves another role; ask another admin.")
    if was_admin:
        admins = unit.all(
            UserRow, col(UserRow.role) == Role.AGENCY_ADMIN, col(UserRow.enabled).is_(True), lock=True
        )
    for name, value in changes.items():
        setattr(row, name, sorted(set(value)) if name == "teams" else value)
    if was_admin and len(admins) == 1 and not (row.enabled and row.role == Role.AGENCY_ADMIN):
        raise Conflict("This is the last admin; make another one first.")
    _check(unit, row)
    unit.changed(row)
    if not row.enabled:
        revoke(unit, row.id)


def one_time(unit: Unit, row: UserRow, forget_second_factor: bool = False) -> str:
    """Give a user a secret to sign in with once; what they had before is good no longer."""
    secret = new_secret()
    row.password, row.one_time, row.one_time_until = hashed(secret), True, unit.now + ONE_TIME
    row.failures = row.locked_until = 0
    if forget_second_factor:
        row.totp = row.totp_next = None
    revoke(unit, row.id)
    return secret


def told(row: UserRow) -> UserOut:
    """Return a user as they are told of."""
    return UserOut(
        id=row.id,
        login=row.login,
        role=Role(row.role),
        teams=list(row.teams),
        worker=row.worker,
        enabled=row.enabled,
        second_factor=row.totp is not None,
        other_account=row.oidc_subject is not None,
        version=row.version,
    )


def check_teams(unit: Unit, teams: list[str]) -> None:
    """Refuse a scope with a team that is not there.

    Raises
    ------
    UnknownReference
        It names the team.
    """
    there = {team.id for team in unit.all(TeamRow)} | {EVERY_TEAM}
    for team in teams:
        if team not in there:
            raise UnknownReference("the team", team, "The scope", there)


def _check(unit: Unit, row: UserRow) -> None:
    unit.alone("people")  # or two at once take one login, worker or other account
    if row.role == Role.WORKER and row.worker is None:
        problem = "an account of the role worker needs the worker it belongs to."
        raise BadInput([BadRow("body", 0, "worker", problem, "the id of a worker")])
    with unit.session.no_autoflush:
        check_teams(unit, row.teams)
        if row.worker is not None and unit.find(WorkerRow, row.worker) is None:
            raise UnknownReference("the worker", row.worker, "The account")
        for column in ("login", "worker", "oidc_subject"):
            value = getattr(row, column)
            others = col(getattr(UserRow, column)) == value, col(UserRow.id) != row.id
            if value is not None and unit.count(UserRow, *others):
                raise Conflict("There is an account with this login, worker or other account already.")
