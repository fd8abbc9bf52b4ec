"""The doors of policies."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Response

from api.body import JsonRoute
from api.errors import NotHere
from api.examples import facts
from api.http.call import TheCall
from api.http.paging import ThePage
from api.http.query import ONLY_KNOWN
from api.openapi import to_a_post, to_a_reader
from api.policies import service
from api.policies.schemas import CurrentPolicyOut, PoliciesOut, PolicyDiff, PolicyIn, PolicyOut

router = APIRouter(prefix="/v1", tags=["facts"], dependencies=[ONLY_KNOWN])
changes = APIRouter(route_class=JsonRoute)
_MOST = 999_999


@router.get(
    "/policies",
    operation_id="listPolicies",
    summary="List the versions of the policy",
    response_model=PoliciesOut,
    responses=to_a_reader(),
)
def list_policies(call: TheCall, page: ThePage) -> Response:
    """List every version with what it changes, who made it, and from when on it holds."""
    return call.read(lambda unit: service.policies(unit, call, page)).response()


@router.get(
    "/policies/current",
    operation_id="getCurrentPolicy",
    summary="Tell the policy in force",
    response_model=CurrentPolicyOut,
    responses=to_a_reader(),
)
def get_current_policy(call: TheCall) -> Response:
    """Tell the version in force on the agency's day, with every setting."""
    return call.read(lambda unit: service.current(unit, call)).response()


@router.get(
    "/policies/{number}/diff",
    operation_id="diffPolicies",
    summary="Tell what is otherwise in another version",
    response_model=PolicyDiff,
    responses=to_a_reader(NotHere),
)
def diff_policies(
    number: Annotated[int, Path(ge=0, le=_MOST, description="A version; 0 is the shipped policy.")],
    to: Annotated[int, Query(ge=0, le=_MOST, description="Another version.")],
    call: TheCall,
) -> Response:
    """Tell every setting that is otherwise in another version."""
    return call.read(lambda unit: service.diff(unit, call, number, to)).response()


@changes.post(
    "/policies",
    operation_id="createPolicy",
    summary="Make a new version of the policy",
    status_code=201,
    response_model=PolicyOut,
    responses=to_a_post(),
)
def create_policy(
    policy: Annotated[
        PolicyIn,
        Body(
            openapi_examples=facts.asked(
                {"effective_from": "2025-11-03", "changes": {"half_life_weeks": 6}}
            )
        ),
    ],
    call: TheCall,
) -> Response:
    """Change settings from a day on; earlier versions stay. Asks for a second factor."""
    return call.write(lambda unit: service.create(unit, call, policy))


router.include_router(changes)
