"""The doors of an agency itself: its title, time zone, switch and offices."""

from typing import Annotated

from fastapi import APIRouter, Body, Response

from api.agencies import service
from api.agencies.schemas import AgencyOut, AgencyPatch, OfficesOut
from api.body import JsonRoute
from api.errors import NotHere
from api.examples import facts
from api.http.call import TheCall
from api.http.paging import ThePage
from api.http.query import ONLY_KNOWN
from api.openapi import to_a_change, to_a_reader

router = APIRouter(prefix="/v1", tags=["facts"], dependencies=[ONLY_KNOWN])
changes = APIRouter(route_class=JsonRoute)


@router.get(
    "/agency",
    operation_id="getAgency",
    summary="Tell of the agency",
    response_model=AgencyOut,
    responses=to_a_reader(NotHere),
)
def get_agency(call: TheCall) -> Response:
    """Tell the agency's title, its day, and whether the planner is switched on."""
    return call.read(lambda unit: service.told(unit, call)).response()


@router.get(
    "/offices",
    operation_id="listOffices",
    summary="List the offices",
    response_model=OfficesOut,
    responses=to_a_reader(),
)
def list_offices(call: TheCall, page: ThePage) -> Response:
    """List the agency's offices by their codes."""
    return call.read(lambda unit: service.offices(unit, call, page)).response()


@changes.patch(
    "/agency",
    operation_id="changeAgency",
    summary="Change the agency's title, time zone or switch",
    response_model=AgencyOut,
    responses=to_a_change(NotHere),
)
def change_agency(
    patch: Annotated[AgencyPatch, Body(openapi_examples=facts.asked({"planner_on": False}))],
    call: TheCall,
) -> Response:
    """Change what is given, against the version in If-Match; asks for a second factor."""
    return call.write(lambda unit: service.change(unit, call, patch))


router.include_router(changes)
