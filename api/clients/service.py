"""An API client is added and revoked; of its token only a hash is kept."""

from api.access.permissions import CLIENT_VERBS
from api.access.tokens import Prefix, Token, new_token
from api.clients.schemas import ApiClientIn, ApiClientOut
from api.errors import Gone
from api.storage.clock import DAY, written
from api.storage.ids import new_id
from api.storage.tables import ApiClientRow
from api.storage.unit import Unit
from api.users.service import check_teams
from planner.errors import BadInput, BadRow


def add(unit: Unit, given: ApiClientIn, by: str) -> tuple[ApiClientRow, Token]:
    """Write a new API client, and return it with its token.

    Raises
    ------
    BadInput
        A scope no API client may have.
    UnknownReference
        A team that is not there.
    """
    for scope in given.scopes:
        if scope not in CLIENT_VERBS:
            allowed = ", ".join(sorted(CLIENT_VERBS))
            raise BadInput([BadRow("body", 0, "scopes", "no API client may have this scope.", allowed)])
    check_teams(unit, given.teams)
    token = new_token(Prefix.PROGRAM, unit.agency)
    row = ApiClientRow(
        agency=unit.agency,
        id=new_id("clt"),
        token=token.hash,
        scopes=sorted(set(given.scopes)),
        teams=sorted(set(given.teams)),
        expires_at=unit.now + given.days * DAY,
        by=by,
    )
    return unit.add(row), token


def revoke(unit: Unit, row: ApiClientRow) -> None:
    """End an API client's token at once.

    Raises
    ------
    Gone
        It was revoked before.
    """
    if row.revoked_at is not None:
        raise Gone("This API client was revoked before.")
    row.revoked_at = unit.now
    unit.changed(row)


def told(row: ApiClientRow) -> ApiClientOut:
    """Return an API client as it is told of."""
    return ApiClientOut(
        id=row.id,
        scopes=list(row.scopes),
        teams=list(row.teams),
        expires_at=written(row.expires_at),
        revoked=row.revoked_at is not None,
        used_at=None if row.used_at is None else written(row.used_at),
        version=row.version,
    )
