"""The doors of cases' facts."""

from typing import Annotated

from fastapi import APIRouter, Body, Response

from api.body import JsonRoute
from api.cases import service
from api.cases.schemas import CaseChange, CaseIn, CaseOut, CasesOut, TheState
from api.errors import Gone, NotHere
from api.examples import facts
from api.http.call import TheCall
from api.http.paging import ThePage
from api.http.query import ONLY_KNOWN
from api.http.wire import PathId
from api.openapi import to_a_change, to_a_post, to_a_reader

router = APIRouter(prefix="/v1", tags=["facts"], dependencies=[ONLY_KNOWN])
changes = APIRouter(route_class=JsonRoute)
_BODY = Body(
    openapi_examples=facts.asked({name: facts.CASE[name] for name in ("team", "holder", "facts")})
)


@router.get(
    "/cases",
    operation_id="listCases",
    summary="List the cases",
    response_model=CasesOut,
    responses=to_a_reader(),
)
def list_cases(call: TheCall, page: ThePage, state: TheState = None) -> Response:
    """List the cases of the teams of the scope; a worker sees those they carry or hold. Closed ones
    are there where they are asked for by `state` or `updated_since`.
    """
    return call.read(lambda unit: service.cases(unit, call, page, state)).response()


@router.get(
    "/cases/{id}",
    operation_id="getCase",
    summary="Tell of a case",
    response_model=CaseOut,
    responses=to_a_reader(NotHere),
)
def get_case(id: PathId, call: TheCall) -> Response:
    """Tell a case's facts and state, with its version in the header ETag."""
    return call.read(lambda unit: service.case(unit, call, id)).response()


@changes.post(
    "/cases",
    operation_id="createCase",
    summary="Take a case in",
    status_code=201,
    response_model=CaseOut,
    responses=to_a_post(),
)
def create_case(case: Annotated[CaseIn, _BODY], call: TheCall) -> Response:
    """Take a case in: it waits, and its holder answers for it meanwhile."""
    return call.write(lambda unit: service.create(unit, call, case))


@changes.put(
    "/cases/{id}",
    operation_id="setCase",
    summary="Replace a case's facts",
    response_model=CaseOut,
    responses=to_a_change(NotHere, Gone),
)
def set_case(id: PathId, case: Annotated[CaseChange, _BODY], call: TheCall) -> Response:
    """Replace the facts of a case that waits or is open. An open one keeps its team, its rubric and
    when its client was first met.
    """
    return call.write(lambda unit: service.replace(unit, call, id, case))


router.include_router(changes)
