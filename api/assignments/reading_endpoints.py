"""The doors through which assignments are read."""

from fastapi import APIRouter, Response

from api.assignments import reading
from api.assignments.schemas import AssignmentOut, AssignmentsOut
from api.errors import NotHere
from api.http.call import TheCall
from api.http.paging import ThePage
from api.http.query import ONLY_KNOWN
from api.http.wire import PathId
from api.openapi import to_a_reader

router = APIRouter(prefix="/v1/assignments", tags=["facts"], dependencies=[ONLY_KNOWN])


@router.get(
    "",
    operation_id="listAssignments",
    summary="List who carries which case",
    response_model=AssignmentsOut,
    responses=to_a_reader(),
)
def list_assignments(call: TheCall, page: ThePage) -> Response:
    """List the assignments of the cases and workers of the scope; a worker's own. Ended ones are there
    where `updated_since` asks for changes.
    """
    return call.read(lambda unit: reading.assignments(unit, call, page)).response()


@router.get(
    "/{id}",
    operation_id="getAssignment",
    summary="Tell of an assignment",
    response_model=AssignmentOut,
    responses=to_a_reader(NotHere),
)
def get_assignment(id: PathId, call: TheCall) -> Response:
    """Tell who carries a case since when, with its version in the header ETag."""
    return call.read(lambda unit: reading.assignment(unit, call, id)).response()
