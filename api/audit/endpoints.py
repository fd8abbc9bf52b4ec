"""The doors to the record, for auditors."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.audit import service
from api.audit.schemas import Page, RecordOut, VerificationOut
from api.errors import Conflict
from api.examples.events import as_example
from api.http.call import TheCall
from api.openapi import to_a_reader

router = APIRouter(prefix="/v1/audit-events", tags=["record"], responses=to_a_reader(Conflict))

_HASH = "3f2a9c01:" + "7d" * 32
_PAGE = {
    "items": [
        {
            "number": 1,
            "at": "2025-10-06T09:00:00.000+00:00",
            "actor": "usr-4c1",
            "action": "proposal.accept",
            "kind": "proposal",
            "object": "prp-09a",
            "details": {"case": "c-101", "worker": "w-001"},
            "hash": _HASH,
        }
    ],
    "next": None,
}
_WHOLE = {"whole": True, "rows": 48_211, "hash": _HASH, "anchors": 31, "fault": None}


@router.get(
    "",
    operation_id="readRecord",
    summary="Read the record, oldest first; that it was read is recorded",
    response_model=RecordOut,
    responses=as_example(200, "a-page", _PAGE),
)
def read_record(call: TheCall, page: Annotated[Page, Query()]) -> Response:
    """Read who did or looked at what; ids and code words only."""
    return call.write(lambda unit: service.read(call, unit, page))


@router.get(
    "/verification",
    operation_id="verifyRecord",
    summary="Verify that no row of the record was changed",
    responses=as_example(200, "whole", _WHOLE),
)
def verify_record(call: TheCall, request: Request) -> VerificationOut:
    """Compute every hash again and compare the end with the anchors kept outside."""
    return service.verification(call, request.app.state.settings.anchors)
