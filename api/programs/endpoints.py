"""The doors for an agency's admin: which programs may call, for what and until when."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Response
from sqlmodel import col

from api.access.authorize import authorize
from api.access.permissions import Verb
from api.access.told import answered
from api.access.wire import PageIn
from api.body import JsonRoute
from api.errors import Gone, NotHere
from api.examples import people as examples
from api.http.call import Answer, TheCall
from api.http.wire import PathId
from api.openapi import to_a_change, to_a_post, to_a_reader
from api.programs import service
from api.programs.schemas import ProgramAddedOut, ProgramIn, ProgramOut, ProgramsOut
from api.storage.tables import ApiClientRow
from api.storage.unit import Unit
from planner.errors import UnknownReference

router = APIRouter(prefix="/v1/api-clients", tags=["people"])
with_body = APIRouter(prefix="/v1/api-clients", tags=["people"], route_class=JsonRoute)


@router.get(
    "",
    operation_id="listPrograms",
    summary="Which programs may call",
    responses=to_a_reader()
    | answered(200, "A page of programs", one={"items": [examples.PROGRAM], "next": None}),
)
def list_programs(call: TheCall, page: Annotated[PageIn, Query()]) -> ProgramsOut:
    """List programs by id, those that are over or revoked too."""
    authorize(call.actor, Verb.SET_PEOPLE)
    rows = call.read(
        lambda unit: unit.all(ApiClientRow, col(ApiClientRow.id) > page.cursor, most=page.limit + 1)
    )
    more = rows[page.limit - 1].id if len(rows) > page.limit else None
    return ProgramsOut(items=[service.told(row) for row in rows[: page.limit]], next=more)


@with_body.post(
    "",
    status_code=201,
    response_model=ProgramAddedOut,
    operation_id="addProgram",
    summary="Let a program call",
    responses=to_a_post(UnknownReference)
    | answered(201, "The program, its token this once", added=examples.PROGRAM_ADDED),
)
def add_program(
    call: TheCall, given: Annotated[ProgramIn, Body(openapi_examples=examples.NEW_PROGRAM)]
) -> Response:
    """Add a program with scopes, teams and at most 90 days. A repeated request is answered without the
    token.
    """
    authorize(call.actor, Verb.SET_PEOPLE)

    def add(unit: Unit) -> Answer:
        row, token = service.add(unit, given, call.actor.id)
        program = service.told(row)
        call.record(unit, "program.add", "program", row.id, scopes=row.scopes, teams=row.teams)
        kept = ProgramAddedOut(program=program, token=None)
        return Answer(kept.model_copy(update={"token": token.text}), 201, row.version, kept=kept)

    return call.write(add)


@router.get(
    "/{id}",
    response_model=ProgramOut,
    operation_id="getProgram",
    summary="One program",
    responses=to_a_reader(NotHere) | answered(200, "The program", one=examples.PROGRAM),
)
def get_program(call: TheCall, id: PathId) -> Response:
    """Tell of one program; the header ETag is the version a change has to name."""
    authorize(call.actor, Verb.SET_PEOPLE)
    row = call.read(lambda unit: unit.get(ApiClientRow, id))
    return Answer(service.told(row), version=row.version).response()


@router.delete(
    "/{id}",
    status_code=204,
    operation_id="revokeProgram",
    summary="Revoke a program",
    responses=to_a_change(NotHere, Gone),
)
def revoke_program(call: TheCall, id: PathId) -> Response:
    """End a program's token from the next request on; that it was there stays in the list."""
    authorize(call.actor, Verb.SET_PEOPLE)

    def revoke(unit: Unit) -> Answer:
        row = unit.get(ApiClientRow, id, lock=True)
        call.against(row)
        service.revoke(unit, row)
        call.record(unit, "program.revoke", "program", id)
        return Answer(None, 204)

    return call.write(revoke)
