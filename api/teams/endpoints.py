"""The doors of teams and referral types."""

from typing import Annotated

from fastapi import APIRouter, Body, Response

from api.body import JsonRoute
from api.errors import NotHere
from api.examples import facts
from api.facts.wire import ACode
from api.http.call import TheCall
from api.http.paging import ThePage
from api.http.query import ONLY_KNOWN
from api.openapi import to_a_change, to_a_reader
from api.teams import service
from api.teams.schemas import (
    ReferralTypeIn,
    ReferralTypeOut,
    ReferralTypesOut,
    TeamIn,
    TeamOut,
    TeamsOut,
)

router = APIRouter(prefix="/v1", tags=["facts"], dependencies=[ONLY_KNOWN])
changes = APIRouter(route_class=JsonRoute)


@router.get(
    "/teams",
    operation_id="listTeams",
    summary="List the teams",
    response_model=TeamsOut,
    responses=to_a_reader(),
)
def list_teams(call: TheCall, page: ThePage) -> Response:
    """List the teams of the scope; a worker's own team."""
    return call.read(lambda unit: service.teams(unit, call, page)).response()


@router.get(
    "/teams/{id}",
    operation_id="getTeam",
    summary="Tell of a team",
    response_model=TeamOut,
    responses=to_a_reader(NotHere),
)
def get_team(id: ACode, call: TheCall) -> Response:
    """Tell a team's facts, with its version in the header ETag."""
    return call.read(lambda unit: service.team(unit, call, id)).response()


@changes.put(
    "/teams/{id}",
    operation_id="setTeam",
    summary="Make or replace a team",
    response_model=TeamOut,
    responses=to_a_change(NotHere) | {201: {"model": TeamOut}},
)
def set_team(
    id: ACode,
    team: Annotated[TeamIn, Body(openapi_examples=facts.asked(facts.facts_in(facts.TEAM)))],
    call: TheCall,
) -> Response:
    """Make a team (`If-None-Match: *`) or replace one (If-Match); asks for a second factor."""
    return call.write(lambda unit: service.set_team(unit, call, id, team))


@router.get(
    "/referral-types",
    operation_id="listReferralTypes",
    summary="List the referral types",
    response_model=ReferralTypesOut,
    responses=to_a_reader(),
)
def list_referral_types(call: TheCall, page: ThePage) -> Response:
    """List where cases come from."""
    return call.read(lambda unit: service.referral_types(unit, call, page)).response()


@router.get(
    "/referral-types/{id}",
    operation_id="getReferralType",
    summary="Tell of a referral type",
    response_model=ReferralTypeOut,
    responses=to_a_reader(NotHere),
)
def get_referral_type(id: ACode, call: TheCall) -> Response:
    """Tell which rubric facts a referral type expects while they are unknown."""
    return call.read(lambda unit: service.referral_type(unit, call, id)).response()


@changes.put(
    "/referral-types/{id}",
    operation_id="setReferralType",
    summary="Make or replace a referral type",
    response_model=ReferralTypeOut,
    responses=to_a_change(NotHere) | {201: {"model": ReferralTypeOut}},
)
def set_referral_type(
    id: ACode,
    kind: Annotated[
        ReferralTypeIn, Body(openapi_examples=facts.asked(facts.facts_in(facts.REFERRAL_TYPE)))
    ],
    call: TheCall,
) -> Response:
    """Make one (`If-None-Match: *`) or replace one (If-Match); asks for a second factor."""
    return call.write(lambda unit: service.set_referral_type(unit, call, id, kind))


router.include_router(changes)
