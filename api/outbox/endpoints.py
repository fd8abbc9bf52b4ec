"""The doors to where events are sent, for administrators."""

from typing import Annotated, TypeAlias

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from api.body import JsonRoute
from api.errors import NotHere, VersionMoved, VersionNeeded
from api.examples.events import DELIVERIES, DELIVERY, ENDPOINT, ENDPOINTS, NEW_ENDPOINT, as_example
from api.http.call import TheCall
from api.http.wire import PathId
from api.keys import Keys
from api.openapi import to_a_change, to_a_post, to_a_reader
from api.outbox import deliveries, service
from api.outbox.guard import Network
from api.outbox.schemas import (
    Deliveries,
    DeliveriesOut,
    DeliveryOut,
    EndpointChange,
    EndpointIn,
    EndpointOut,
    EndpointsOut,
    NewEndpointOut,
)

router = APIRouter(prefix="/v1", tags=["events"])
_json = APIRouter(route_class=JsonRoute)


async def _keys(request: Request) -> Keys:
    keys: Keys = request.app.state.keys
    return keys


async def _networks(request: Request) -> tuple[Network, ...]:
    networks: tuple[Network, ...] = request.app.state.settings.event_networks
    return networks


TheKeys: TypeAlias = Annotated[Keys, Depends(_keys)]
TheNetworks: TypeAlias = Annotated[tuple[Network, ...], Depends(_networks)]


@router.get(
    "/webhook-endpoints",
    operation_id="listWebhookEndpoints",
    summary="List where events are sent",
    responses=to_a_reader() | as_example(200, "one", ENDPOINTS),
)
def list_endpoints(call: TheCall) -> EndpointsOut:
    """List all endpoints of the agency; no secret is shown."""
    return call.read(lambda unit: service.listed(call, unit))


@router.get(
    "/webhook-endpoints/{id}",
    operation_id="readWebhookEndpoint",
    summary="Read one place events are sent to",
    response_model=EndpointOut,
    responses=to_a_reader(NotHere) | as_example(200, "one", ENDPOINT),
)
def read_endpoint(call: TheCall, id: PathId) -> Response:
    """Read one endpoint; its ETag is needed to change it."""
    return call.read(lambda unit: service.shown(call, unit, id)).response()


@_json.post(
    "/webhook-endpoints",
    status_code=201,
    operation_id="createWebhookEndpoint",
    summary="Have events sent somewhere",
    response_model=NewEndpointOut,
    responses=to_a_post() | as_example(201, "new", NEW_ENDPOINT),
)
def create_endpoint(call: TheCall, asked: EndpointIn, keys: TheKeys, networks: TheNetworks) -> Response:
    """Have events of some types sent to a URL; the secret that signs them is shown this once."""
    return call.write(lambda unit: service.create(call, unit, asked, keys, networks))


@_json.patch(
    "/webhook-endpoints/{id}",
    operation_id="changeWebhookEndpoint",
    summary="Change where or of what events are sent, or switch it off",
    response_model=EndpointOut,
    responses=to_a_change(NotHere) | as_example(200, "one", ENDPOINT),
)
def change_endpoint(call: TheCall, id: PathId, asked: EndpointChange, networks: TheNetworks) -> Response:
    """Change an endpoint; switched off, what was on its way becomes dead letters."""
    return call.write(lambda unit: service.change(call, unit, id, asked, networks))


@router.post(
    "/webhook-endpoints/{id}/rotate-secret",
    operation_id="rotateWebhookSecret",
    summary="Give an endpoint a new secret",
    response_model=NewEndpointOut,
    responses=to_a_post(NotHere, VersionNeeded, VersionMoved) | as_example(200, "new", NEW_ENDPOINT),
)
def rotate_secret(call: TheCall, id: PathId, keys: TheKeys) -> Response:
    """Give an endpoint a new secret, shown this once; both sign for 24 hours."""
    return call.write(lambda unit: service.rotate(call, unit, id, keys))


@router.delete(
    "/webhook-endpoints/{id}",
    status_code=204,
    operation_id="deleteWebhookEndpoint",
    summary="Have no events sent there any more",
    response_class=Response,
    responses=to_a_change(NotHere),
)
def delete_endpoint(call: TheCall, id: PathId) -> Response:
    """Delete an endpoint with its deliveries."""
    return call.write(lambda unit: service.remove(call, unit, id))


@router.get(
    "/deliveries",
    operation_id="listDeliveries",
    summary="List deliveries of events, such as dead letters",
    responses=to_a_reader() | as_example(200, "a-dead-letter", DELIVERIES),
)
def list_deliveries(call: TheCall, asked: Annotated[Deliveries, Query()]) -> DeliveriesOut:
    """List deliveries; `state=dead` are those that were given up."""
    return call.read(lambda unit: deliveries.listed(call, unit, asked))


@router.post(
    "/deliveries/{id}/replay",
    status_code=202,
    operation_id="replayDelivery",
    summary="Send a delivery again",
    response_model=DeliveryOut,
    responses=to_a_post(NotHere) | as_example(202, "again", DELIVERY),
)
def replay_delivery(call: TheCall, id: PathId) -> Response:
    """Send what was given up or delivered once more, under the same webhook-id."""
    return call.write(lambda unit: deliveries.replay(call, unit, id))


router.include_router(_json)
