"""The doors of immediate responses and of the second look at them."""

from fastapi import APIRouter, Request
from sqlmodel import col
from starlette.responses import Response

from api.access.authorize import authorize
from api.access.permissions import Reach, Verb
from api.body import JsonRoute
from api.decisions import immediate
from api.decisions.shown import assignment_out, review_out
from api.decisions.wire_in import OnDutyIn
from api.decisions.wire_out import Listed, OnDutyOut, ReviewOut
from api.errors import BadDecision, Gone, NotHere, RuleBroken, VersionMoved, VersionNeeded
from api.http.call import Answer, TheCall
from api.http.wire import PathId
from api.openapi import to_a_post, to_a_reader
from api.storage.tables import ReviewRow, WorkerRow
from api.storage.unit import Unit

sending = APIRouter(prefix="/v1", tags=["by hand"], route_class=JsonRoute)
acting = APIRouter(prefix="/v1", tags=["by hand"])

_ANSWERED = (Gone, NotHere, VersionMoved, VersionNeeded)
_MOST = 200


@sending.post(
    "/immediate-assignments",
    operation_id="assignOnDuty",
    summary="Give an immediate response to whoever is on duty",
    status_code=201,
    response_model=OnDutyOut,
    responses=to_a_post(NotHere, RuleBroken, BadDecision),
)
def assign_on_duty(given: OnDutyIn, call: TheCall, request: Request) -> Response:
    """Assign a worker on duty at once, beyond their budget if need be; a second person looks at it the
    next working day, and relief is offered.
    """

    def work(unit: Unit) -> Answer:
        snapshots = request.app.state.snapshots
        written, row = immediate.assign_on_duty(unit, call.actor, snapshots, given.case, given.worker)
        body = OnDutyOut(assignment=assignment_out(written), review=review_out(row))
        return Answer(body, 201)

    return call.write(work)


@acting.get("/reviews", operation_id="listReviews", summary="List reviews", responses=to_a_reader())
def list_reviews(call: TheCall) -> Listed[ReviewOut]:
    """List the reviews of immediate responses of your teams, those due first."""

    def work(unit: Unit) -> Listed[ReviewOut]:
        found = authorize(call.actor, Verb.REVIEW)
        everybody = found is Reach.AGENCY
        seen = [w.id for w in unit.all(WorkerRow) if everybody or call.actor.reaches(w.team)]
        due_first = (col(ReviewRow.state) != "due", col(ReviewRow.due_on).desc(), col(ReviewRow.id))
        rows = unit.all(ReviewRow, col(ReviewRow.worker).in_(seen), order=due_first, most=_MOST)
        return Listed(data=[review_out(row) for row in rows])

    return call.read(work)


def _review(id: str, call: TheCall, state: str) -> Response:
    def work(unit: Unit) -> Answer:
        row = immediate.may_review(unit, call.actor, id, lock=True)
        call.against(row)
        immediate.review(unit, call.actor, row, state)
        return Answer(review_out(row), version=row.version)

    return call.write(work)


@acting.post(
    "/reviews/{id}/confirm",
    operation_id="confirmReview",
    summary="Confirm an immediate response",
    response_model=ReviewOut,
    responses=to_a_post(*_ANSWERED),
)
def confirm_review(id: PathId, call: TheCall) -> Response:
    """Confirm, as another person than who assigned it, that whoever took it keeps it."""
    return _review(id, call, "confirmed")


@acting.post(
    "/reviews/{id}/relieve",
    operation_id="relieveReview",
    summary="Relieve whoever took an immediate response",
    response_model=ReviewOut,
    responses=to_a_post(*_ANSWERED),
)
def relieve_review(id: PathId, call: TheCall) -> Response:
    """Relieve whoever took it: from then on plans may move the case to somebody else."""
    return _review(id, call, "relieved")
