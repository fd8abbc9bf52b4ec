"""The doors of what ends or changes what somebody carries."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.body import JsonRoute
from api.decisions import ending
from api.decisions.shown import case_out
from api.decisions.wire_in import LastDayIn, RateIn, ReleaseIn
from api.decisions.wire_out import CaseStateOut, LeavingOut
from api.errors import BadDecision, Gone, NotHere, RuleBroken, VersionMoved, VersionNeeded
from api.http.call import Answer, TheCall
from api.http.wire import PathId
from api.openapi import to_a_post
from api.storage.unit import Unit

sending = APIRouter(prefix="/v1", tags=["carrying"], route_class=JsonRoute)
acting = APIRouter(prefix="/v1", tags=["carrying"])

_CHANGED = (NotHere, VersionMoved, VersionNeeded, BadDecision)


@sending.post(
    "/cases/{id}/release",
    operation_id="releaseCase",
    summary="Let a case wait again",
    response_model=CaseStateOut,
    responses=to_a_post(*_CHANGED),
)
def release_case(id: PathId, released: ReleaseIn, call: TheCall) -> Response:
    """Take a case from whoever carries it; it waits, and the named holder answers for it."""

    def work(unit: Unit) -> Answer:
        row = ending.release(unit, call.actor, id, released.holder, released.reason_code, call.against)
        return Answer(case_out(row), version=row.version)

    return call.write(work)


@acting.post(
    "/cases/{id}/close",
    operation_id="closeCase",
    summary="Close a case",
    response_model=CaseStateOut,
    responses=to_a_post(*_CHANGED),
)
def close_case(id: PathId, call: TheCall) -> Response:
    """Close a case for good; whoever carried it carries it no longer."""

    def work(unit: Unit) -> Answer:
        row = ending.close(unit, call.actor, id, call.against)
        return Answer(case_out(row), version=row.version)

    return call.write(work)


@sending.post(
    "/cases/{id}/rate",
    operation_id="rateCase",
    summary="Rate a case after first contact",
    response_model=CaseStateOut,
    responses=to_a_post(*_CHANGED),
)
def rate_case(id: PathId, rated: RateIn, call: TheCall) -> Response:
    """Write what first contact showed; dose is planned anew from it."""

    def work(unit: Unit) -> Answer:
        row = ending.rate(unit, call.actor, id, rated.rated(), rated.first_met, call.against)
        return Answer(case_out(row), version=row.version)

    return call.write(work)


@acting.post(
    "/assignments/{id}/undo",
    operation_id="undoAssignment",
    summary="Undo a fresh assignment",
    response_model=CaseStateOut,
    responses=to_a_post(Gone, RuleBroken, *_CHANGED),
)
def undo_assignment(id: PathId, call: TheCall, request: Request) -> Response:
    """Undo an assignment of the last half hour: the case waits, or goes back to who carried it."""

    def work(unit: Unit) -> Answer:
        row = ending.undo(unit, call.actor, request.app.state.snapshots, id, call.against)
        return Answer(case_out(row), version=row.version)

    return call.write(work)


@sending.post(
    "/workers/{id}/end-service",
    operation_id="endService",
    summary="Write the last day of a worker who leaves",
    response_model=LeavingOut,
    responses=to_a_post(*_CHANGED),
)
def end_service(id: PathId, leaving: LastDayIn, call: TheCall) -> Response:
    """Write the last day of a worker; plans from then on move what they carry in time."""

    def work(unit: Unit) -> Answer:
        row = ending.end_service(unit, call.actor, id, leaving.last_day, call.against)
        body = LeavingOut(
            id=row.id, last_day=leaving.last_day, open_cases=row.open_cases, version=row.version
        )
        return Answer(body, version=row.version)

    return call.write(work)
