"""The doors for an agency's admin: which API clients may call, for what and until when."""

from typing import Annotated

from fastapi import APIRouter, Body, Query, Response
from sqlmodel import col

from api.access.authorize import authorize
from api.access.permissions import Verb
from api.access.told import answered
from api.access.wire import PageIn
from api.body import JsonRoute
from api.clients import service
from api.clients.schemas import ApiClientAddedOut, ApiClientIn, ApiClientOut, ApiClientsOut
from api.errors import Gone, NotHere
from api.examples import people as examples
from api.http.call import Answer, TheCall
from api.http.wire import PathId
from api.openapi import to_a_change, to_a_post, to_a_reader
from api.storage.tables import ApiClientRow
from api.storage.unit import Unit
from planner.errors import UnknownReference

router = APIRouter(prefix="/v1/api-clients", tags=["people"])
with_body = APIRouter(prefix="/v1/api-clients", tags=["people"], route_class=JsonRoute)


@router.get(
    "",
    operation_id="listApiClients",
    summary="Which API clients may call",
    responses=to_a_reader()
    | answered(
        200,
        "A page of API clients",
        one={"items": [examples.API_CLIENT], "next": examples.API_CLIENT["id"]},
    ),
)
def list_api_clients(call: TheCall, page: Annotated[PageIn, Query()]) -> ApiClientsOut:
    """List API clients by id, those that are over or revoked too."""
    authorize(call.actor, Verb.SET_PEOPLE)
    rows = call.read(
        lambda unit: unit.all(ApiClientRow, col(ApiClientRow.id) > page.cursor, most=page.limit + 1)
    )
    more = rows[page.limit - 1].id if len(rows) > page.limit else None
    return ApiClientsOut(items=[service.told(row) for row in rows[: page.limit]], next=more)


@with_body.post(
    "",
    status_code=201,
    response_model=ApiClientAddedOut,
    operation_id="addApiClient",
    summary="Let an API client call",
    responses=to_a_post(UnknownReference)
    | answered(201, "The API client, its token this once", added=examples.API_CLIENT_ADDED),
)
def add_api_client(
    call: TheCall, given: Annotated[ApiClientIn, Body(openapi_examples=examples.NEW_API_CLIENT)]
) -> Response:
    """Add an API client with scopes, teams and at most 90 days. A repeated request is answered without
    its token.
    """
    authorize(call.actor, Verb.SET_PEOPLE)

    def add(unit: Unit) -> Answer:
        row, token = service.add(unit, given, call.actor.id)
        client = service.told(row)
        call.record(unit, "api-client.add", "api-client", row.id, scopes=row.scopes, teams=row.teams)
        kept = ApiClientAddedOut(api_client=client, token=None)
        return Answer(kept.model_copy(update={"token": token.text}), 201, row.version, kept=kept)

    return call.write(add)


@router.get(
    "/{id}",
    response_model=ApiClientOut,
    operation_id="getApiClient",
    summary="One API client",
    responses=to_a_reader(NotHere) | answered(200, "The API client", one=examples.API_CLIENT),
)
def get_api_client(call: TheCall, id: PathId) -> Response:
    """Tell of one API client; the header ETag is the version a change has to name."""
    authorize(call.actor, Verb.SET_PEOPLE)
    row = call.read(lambda unit: unit.get(ApiClientRow, id))
    return Answer(service.told(row), version=row.version).response()


@router.delete(
    "/{id}",
    status_code=204,
    operation_id="revokeApiClient",
    summary="Revoke an API client",
    responses=to_a_change(NotHere, Gone),
)
def revoke_api_client(call: TheCall, id: PathId) -> Response:
    """End an API client's token from the next request on; that it was there stays in the list."""
    authorize(call.actor, Verb.SET_PEOPLE)

    def revoke(unit: Unit) -> Answer:
        row = unit.get(ApiClientRow, id, lock=True)
        call.against(row)
        service.revoke(unit, row)
        call.record(unit, "api-client.revoke", "api-client", id)
        return Answer(None, 204)

    return call.write(revoke)
