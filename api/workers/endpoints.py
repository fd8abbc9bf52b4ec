"""The doors of workers."""

from typing import Annotated

from fastapi import APIRouter, Body, Response

from api.body import JsonRoute
from api.errors import NotHere, VersionMoved, VersionNeeded
from api.examples import facts
from api.http.call import TheCall
from api.http.paging import ThePage
from api.http.query import ONLY_KNOWN
from api.http.wire import PathId
from api.openapi import to_a_change, to_a_post, to_a_reader
from api.workers import service
from api.workers.schemas import WorkerIn, WorkerOut, WorkersOut

router = APIRouter(prefix="/v1", tags=["facts"], dependencies=[ONLY_KNOWN])
changes = APIRouter(route_class=JsonRoute)
_BODY = Body(openapi_examples=facts.asked(facts.facts_in(facts.WORKER)))


@router.get(
    "/workers",
    operation_id="listWorkers",
    summary="List the workers",
    response_model=WorkersOut,
    responses=to_a_reader(),
)
def list_workers(call: TheCall, page: ThePage) -> Response:
    """List the workers of the teams of the scope; a worker sees themselves."""
    return call.read(lambda unit: service.workers(unit, call, page)).response()


@router.get(
    "/workers/{id}",
    operation_id="getWorker",
    summary="Tell of a worker",
    response_model=WorkerOut,
    responses=to_a_reader(NotHere),
)
def get_worker(id: PathId, call: TheCall) -> Response:
    """Tell a worker's public facts, with their version in the header ETag."""
    return call.read(lambda unit: service.worker(unit, call, id)).response()


@changes.post(
    "/workers",
    operation_id="createWorker",
    summary="Take a worker on",
    status_code=201,
    response_model=WorkerOut,
    responses=to_a_post(),
)
def create_worker(worker: Annotated[WorkerIn, _BODY], call: TheCall) -> Response:
    """Take on a worker of a team."""
    return call.write(lambda unit: service.create(unit, call, worker))


@changes.put(
    "/workers/{id}",
    operation_id="setWorker",
    summary="Replace a worker's facts",
    response_model=WorkerOut,
    responses=to_a_change(NotHere),
)
def set_worker(id: PathId, worker: Annotated[WorkerIn, _BODY], call: TheCall) -> Response:
    """Replace what is known of a worker; open cases they lead go with them to another team."""
    return call.write(lambda unit: service.replace(unit, call, id, worker))


@router.post(
    "/workers/{id}/disable",
    operation_id="disableWorker",
    summary="Let no case be given to a worker",
    response_model=WorkerOut,
    responses=to_a_post(NotHere, VersionMoved, VersionNeeded),
)
def disable_worker(id: PathId, call: TheCall) -> Response:
    """Disable a worker who carries and holds no case."""
    return call.write(lambda unit: service.disable(unit, call, id))


@router.post(
    "/workers/{id}/enable",
    operation_id="enableWorker",
    summary="Let cases be given to a worker again",
    response_model=WorkerOut,
    responses=to_a_post(NotHere, VersionMoved, VersionNeeded),
)
def enable_worker(id: PathId, call: TheCall) -> Response:
    """Enable a worker who was disabled."""
    return call.write(lambda unit: service.enable(unit, call, id))


router.include_router(changes)
