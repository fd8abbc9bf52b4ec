"""A made-up agency with people who can sign in at once, to try the service on."""

from collections.abc import Mapping

from api.access.actor import EVERY_TEAM, Role
from api.access.passwords import hashed, new_secret
from api.access.second_factor import new_seed, sealed
from api.keys import Keys
from api.storage.ids import new_id
from api.storage.store import Store
from api.storage.tables import UserRow
from api.storage.unit import Unit
from planner.domain import Agency
from planner.errors import BadValue

_BY = "command-line"
_ROLES = {
    "manager-1": Role.CASE_MANAGER,
    "supervisor-1": Role.SUPERVISOR,
    "worker-1": Role.WORKER,
    "auditor-1": Role.AUDITOR,
    "admin-1": Role.AGENCY_ADMIN,
}


def demo_people(store: Store, keys: Keys, name: str, agency: Agency) -> Mapping[str, tuple[str, str]]:
    """Let one person of each role sign in; return the password and second factor's secret of each login.

    Raises
    ------
    BadValue
        The agency is not made up: nobody's secrets may be handed out so.
    """
    if not agency.synthetic:
        raise BadValue("Only a synthetic agency gets people to try it with.")
    secrets = {login: (new_secret(), new_seed()) for login in _ROLES}
    hashes = {login: hashed(password) for login, (password, _) in secrets.items()}
    worker = min(each.id for each in agency.workers)

    def write(unit: Unit) -> None:
        for login, role in _ROLES.items():
            teams = [EVERY_TEAM] if role in (Role.CASE_MANAGER, Role.SUPERVISOR) else []
            mine = worker if role is Role.WORKER else None
            user = UserRow(
                agency=name, id=new_id("usr"), login=login, role=role, teams=teams, worker=mine
            )
            user.password = hashes[login]
            user.totp = sealed(keys, user, secrets[login][1])
            unit.add(user)
            unit.record(_BY, "user.create", "user", user.id, role=role)

    store.write(name, write)
    return secrets
