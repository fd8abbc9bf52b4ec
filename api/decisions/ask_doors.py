"""The doors of asking a worker by hand, who accepts or declines without a reason."""

from fastapi import APIRouter, Request
from sqlmodel import col
from starlette.responses import Response

from api.access.authorize import authorize, covers
from api.access.permissions import Verb
from api.body import JsonRoute
from api.decisions import asks
from api.decisions.shown import ask_out, assignment_out
from api.decisions.wire_in import ByHandIn
from api.decisions.wire_out import AskOut, AssignmentOut, Listed
from api.errors import ConsentNeeded, Gone, NotHere, RuleBroken, VersionMoved, VersionNeeded
from api.http.call import Answer, TheCall
from api.http.wire import PathId
from api.openapi import to_a_post, to_a_reader
from api.storage.tables import AskRow, WorkerRow
from api.storage.unit import Unit

sending = APIRouter(prefix="/v1", tags=["by hand"], route_class=JsonRoute)
acting = APIRouter(prefix="/v1", tags=["by hand"])

_ANSWERED = (Gone, NotHere, VersionMoved, VersionNeeded)
_MOST = 200


@sending.post(
    "/asks",
    operation_id="askWorker",
    summary="Ask a worker to take a case",
    status_code=201,
    response_model=AskOut,
    responses=to_a_post(NotHere, RuleBroken, ConsentNeeded),
)
def ask_worker(chosen: ByHandIn, call: TheCall, request: Request) -> Response:
    """Choose a worker by hand. Only public facts and the usual budget are judged; then the worker is
    asked. It works with the planner switched off.
    """

    def work(unit: Unit) -> Answer:
        row = asks.ask_worker(unit, call.actor, request.app.state.snapshots, chosen)
        return Answer(ask_out(unit, row, call.actor), 201, row.version)

    return call.write(work)


@acting.get(
    "/asks", operation_id="listAsks", summary="List what workers were asked", responses=to_a_reader()
)
def list_asks(call: TheCall) -> Listed[AskOut]:
    """List what you are asked, or what workers of your teams were asked, the newest first."""

    def work(unit: Unit) -> Listed[AskOut]:
        worker = call.actor.worker
        verb = Verb.READ_ASSIGNMENTS
        found = authorize(call.actor, verb)
        seen = [
            row.id
            for row in unit.all(WorkerRow)
            if row.id == worker or covers(call.actor, found, teams=(row.team,), workers=(row.id,))
        ]
        newest = (col(AskRow.created_at).desc(), col(AskRow.id))
        rows = unit.all(AskRow, col(AskRow.worker).in_(seen), order=newest, most=_MOST)
        return Listed(data=[ask_out(unit, row, call.actor) for row in rows])

    return call.read(work)


@acting.post(
    "/asks/{id}/accept",
    operation_id="acceptAsk",
    summary="Accept a case you are asked to take",
    response_model=AssignmentOut,
    responses=to_a_post(RuleBroken, ConsentNeeded, *_ANSWERED),
)
def accept_ask(id: PathId, call: TheCall, request: Request) -> Response:
    """Take the case; it is yours from then on."""

    def work(unit: Unit) -> Answer:
        row = asks.may_ask(unit, call.actor, Verb.ANSWER, id)
        written = asks.take(unit, call.actor, request.app.state.snapshots, row, call.against)
        return Answer(assignment_out(written), version=written.version)

    return call.write(work)


@acting.post(
    "/asks/{id}/decline",
    operation_id="declineAsk",
    summary="Decline a case you are asked to take",
    response_model=AskOut,
    responses=to_a_post(*_ANSWERED),
)
def decline_ask(id: PathId, call: TheCall) -> Response:
    """Decline. No reason is asked for, and others see no difference from no answer."""

    def work(unit: Unit) -> Answer:
        row = asks.may_ask(unit, call.actor, Verb.ANSWER, id, lock=True)
        call.against(row)
        asks.decline(unit, row)
        return Answer(ask_out(unit, row, call.actor), version=row.version)

    return call.write(work)


@acting.post(
    "/asks/{id}/withdraw",
    operation_id="withdrawAsk",
    summary="Take back what a worker was asked",
    response_model=AskOut,
    responses=to_a_post(*_ANSWERED),
)
def withdraw_ask(id: PathId, call: TheCall) -> Response:
    """Take back what a worker was asked, before it is answered."""

    def work(unit: Unit) -> Answer:
        row = asks.may_ask(unit, call.actor, Verb.DECIDE, id, lock=True)
        call.against(row)
        asks.withdraw(unit, call.actor, row)
        return Answer(ask_out(unit, row, call.actor), version=row.version)

    return call.write(work)
