"""The doors for an agency's admin: who may sign in, as what, and until when."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Response
from sqlmodel import col

from api.access.authorize import authorize
from api.access.permissions import Verb
from api.access.told import answered
from api.access.wire import PageIn
from api.body import JsonRoute
from api.errors import Conflict, NotHere, VersionMoved, VersionNeeded
from api.examples import people as examples
from api.http.call import Answer, TheCall
from api.http.wire import PathId
from api.openapi import to_a_change, to_a_post, to_a_reader
from api.sessions.service import revoke
from api.storage.tables import UserRow
from api.storage.unit import Unit
from api.users import service
from api.users.schemas import AddedOut, ResetIn, UserChangeIn, UserIn, UserOut, UsersOut
from planner.errors import UnknownReference

router = APIRouter(prefix="/v1/users", tags=["people"])
with_body = APIRouter(prefix="/v1/users", tags=["people"], route_class=JsonRoute)


@router.get(
    "",
    operation_id="listUsers",
    summary="Who may sign in",
    responses=to_a_reader()
    | answered(200, "A page of accounts", one={"items": [examples.USER], "next": examples.USER["id"]}),
)
def list_users(call: TheCall, page: Annotated[PageIn, Query()]) -> UsersOut:
    """List who may sign in, by id."""
    authorize(call.actor, Verb.SET_PEOPLE)
    rows = call.read(lambda unit: unit.all(UserRow, col(UserRow.id) > page.cursor, most=page.limit + 1))
    more = rows[page.limit - 1].id if len(rows) > page.limit else None
    return UsersOut(items=[service.told(row) for row in rows[: page.limit]], next=more)


@with_body.post(
    "",
    status_code=201,
    response_model=AddedOut,
    operation_id="addUser",
    summary="Let somebody sign in",
    responses=to_a_post(UnknownReference)
    | answered(201, "The account, and the secret for the first sign-in", added=examples.ADDED),
)
def add_user(
    call: TheCall, given: Annotated[UserIn, Body(openapi_examples=examples.NEW_USER)]
) -> Response:
    """Add an account. The secret is shown this once; a repeated request is answered without it."""
    authorize(call.actor, Verb.SET_PEOPLE)

    def add(unit: Unit) -> Answer:
        row, secret = service.add(unit, given)
        call.record(unit, "user.add", "user", row.id, role=row.role, teams=row.teams)
        return _added(row, secret, 201)

    return call.write(add)


@router.get(
    "/{id}",
    response_model=UserOut,
    operation_id="getUser",
    summary="One account",
    responses=to_a_reader(NotHere) | answered(200, "The account", one=examples.USER),
)
def get_user(call: TheCall, id: PathId) -> Response:
    """Tell of one account; the header ETag is the version a change has to name."""
    authorize(call.actor, Verb.SET_PEOPLE)
    row = call.read(lambda unit: unit.get(UserRow, id))
    return Answer(service.told(row), version=row.version).response()


@with_body.patch(
    "/{id}",
    response_model=UserOut,
    operation_id="changeUser",
    summary="Change an account",
    responses=to_a_change(NotHere, UnknownReference)
    | answered(200, "The account as it is now", one=examples.USER),
)
def change_user(
    call: TheCall, id: PathId, given: Annotated[UserChangeIn, Body(openapi_examples=examples.CHANGE)]
) -> Response:
    """Change what is given and leave the rest. It holds from the next request on; who is no longer
    enabled is signed out.
    """
    authorize(call.actor, Verb.SET_PEOPLE)
    changes = given.model_dump(include=given.model_fields_set)

    def change(unit: Unit) -> Answer:
        row = unit.get(UserRow, id, lock=True)
        call.against(row)
        service.change(unit, row, changes, call.actor)
        told_of = {"role": row.role, "teams": row.teams, "enabled": row.enabled}
        call.record(unit, "user.change", "user", id, fields=sorted(changes), **told_of)
        return Answer(service.told(row), version=row.version)

    return call.write(change)


@with_body.post(
    "/{id}/one-time-secret",
    response_model=AddedOut,
    operation_id="resetUser",
    summary="Give somebody a secret to sign in with once",
    responses=to_a_post(NotHere, VersionNeeded, VersionMoved)
    | answered(200, "The secret for their next sign-in", given=examples.ADDED),
)
def reset_user(
    call: TheCall, id: PathId, given: Annotated[ResetIn, Body(openapi_examples=examples.RESET)]
) -> Response:
    """Replace a password that is forgotten; they are signed out, and have to choose another one."""
    authorize(call.actor, Verb.SET_PEOPLE)

    def reset(unit: Unit) -> Answer:
        row = unit.get(UserRow, id, lock=True)
        call.against(row)
        if id == call.actor.id:
            raise Conflict("Change your own password, or ask another admin.")
        secret = service.one_time(unit, row, given.forget_second_factor)
        unit.changed(row)
        forgot = given.forget_second_factor
        call.record(unit, "user.one-time-secret", "user", id, second_factor_too=forgot)
        return _added(row, secret, 200)

    return call.write(reset)


@router.delete(
    "/{id}/sessions",
    status_code=204,
    operation_id="signUserOut",
    summary="End all sessions of somebody",
    responses=to_a_reader(NotHere, Conflict),
)
def sign_user_out(call: TheCall, id: PathId) -> Response:
    """Sign somebody out everywhere. It needs no If-Match: there is nothing to overlook."""
    authorize(call.actor, Verb.SET_PEOPLE)

    def end(unit: Unit) -> Answer:
        revoke(unit, unit.get(UserRow, id).id)
        call.record(unit, "sessions.revoke", "user", id)
        return Answer(None, 204)

    return call.write(end)


def _added(row: UserRow, secret: str | None, status: int) -> Answer:
    user = service.told(row)
    kept = AddedOut(user=user, one_time_secret=None)
    return Answer(AddedOut(user=user, one_time_secret=secret), status, row.version, kept=kept)
