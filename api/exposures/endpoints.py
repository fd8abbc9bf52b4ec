"""The doors of exposure and dose: for the worker, and for supervisors of their team."""

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response

from api.body import JsonRoute
from api.errors import Conflict, NotHere, VersionMoved, VersionNeeded
from api.examples import facts
from api.exposures import service
from api.exposures.schemas import Correction, DoseOut, ExposureIn, ExposureOut, ExposuresOut
from api.http.call import TheCall
from api.http.paging import ThePage
from api.http.query import ONLY_KNOWN
from api.http.wire import PathId
from api.openapi import to_a_post, to_a_reader

router = APIRouter(prefix="/v1", tags=["dose"], dependencies=[ONLY_KNOWN])
changes = APIRouter(route_class=JsonRoute)


@router.get(
    "/workers/{id}/exposures",
    operation_id="listExposures",
    summary="List a worker's ledger",
    response_model=ExposuresOut,
    responses=to_a_reader(NotHere, Conflict),
)
def list_exposures(id: PathId, call: TheCall, page: ThePage) -> Response:
    """List what a worker was exposed to (`me` for oneself); the look is written into the record."""
    return call.write(lambda unit: service.exposures(unit, call, id, page))


@router.get(
    "/workers/{id}/dose",
    operation_id="getDose",
    summary="Tell a worker's planned dose",
    response_model=DoseOut,
    responses=to_a_reader(NotHere, Conflict),
)
def get_dose(id: PathId, call: TheCall, request: Request) -> Response:
    """Tell the planned dose of the coming weeks (`me` for oneself) beside the usual budget, from public
    facts alone; the look is written into the record.
    """
    snapshots = request.app.state.snapshots
    return call.write(lambda unit: service.dose(unit, call, id, snapshots))


@changes.post(
    "/workers/me/exposures",
    operation_id="addExposure",
    summary="Add a week to one's own ledger",
    status_code=201,
    response_model=ExposureOut,
    responses=to_a_post(),
)
def add_exposure(
    exposure: Annotated[ExposureIn, Body(openapi_examples=facts.asked(facts.facts_in(facts.EXPOSURE)))],
    call: TheCall,
) -> Response:
    """Add what one was exposed to in a week that is over."""
    return call.write(lambda unit: service.add(unit, call, exposure))


@changes.post(
    "/workers/me/exposures/{id}/correct",
    operation_id="correctExposure",
    summary="Correct the hours of an event of one's own",
    status_code=201,
    response_model=ExposureOut,
    responses=to_a_post(NotHere, VersionMoved, VersionNeeded),
)
def correct_exposure(
    id: PathId,
    correction: Annotated[Correction, Body(openapi_examples=facts.asked({"hours": 3.5}))],
    call: TheCall,
) -> Response:
    """Say what the hours were: a new event takes the place of this one, which stays in the ledger."""
    return call.write(lambda unit: service.correct(unit, call, id, correction))


router.include_router(changes)
