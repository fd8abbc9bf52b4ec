"""The doors of what a worker is told first, and of the supervision that is offered then."""

from fastapi import APIRouter
from sqlmodel import col
from starlette.responses import Response

from api.access.authorize import authorize, authorize_on
from api.access.permissions import Verb
from api.decisions.notices import ACTION_LEVEL
from api.decisions.shown import notice_out
from api.decisions.wire_out import Listed, NoticeOut
from api.errors import Conflict, NotHere, VersionMoved, VersionNeeded
from api.http.call import Answer, TheCall
from api.http.wire import PathId
from api.openapi import to_a_post, to_a_reader
from api.storage.clock import DAY
from api.storage.tables import NoticeRow, WorkerRow
from api.storage.unit import Unit

router = APIRouter(prefix="/v1", tags=["notices"])

FIRST = DAY
"""How long only the worker knows, unless they have seen it before (policy)."""

_MOST = 200


@router.get(
    "/notices", operation_id="listNotices", summary="What you are told first", responses=to_a_reader()
)
def list_notices(call: TheCall) -> Listed[NoticeOut]:
    """List what you, as a worker, are told before anybody else, the newest first."""

    def work(unit: Unit) -> Listed[NoticeOut]:
        authorize(call.actor, Verb.READ_NOTICES)
        rows = unit.all(
            NoticeRow,
            col(NoticeRow.worker) == call.actor.worker,
            order=(col(NoticeRow.created_at).desc(), col(NoticeRow.id)),
            most=_MOST,
        )
        return Listed(data=[notice_out(row) for row in rows])

    return call.read(work)


@router.post(
    "/notices/{id}/seen",
    operation_id="seeNotice",
    summary="Say that you have seen a notice",
    response_model=NoticeOut,
    responses=to_a_post(NotHere, VersionMoved, VersionNeeded),
)
def see_notice(id: PathId, call: TheCall) -> Response:
    """Say that you have seen it; your supervisor is asked to offer supervision from then on."""

    def work(unit: Unit) -> Answer:
        authorize(call.actor, Verb.READ_NOTICES)
        row = unit.get(NoticeRow, id, lock=True)
        authorize_on(call.actor, Verb.READ_NOTICES, "notice", workers=(row.worker,))
        call.against(row)
        if row.seen_at is None:
            row.seen_at = unit.now
            unit.changed(row)
            call.record(unit, "notice.seen", "notice", row.id)
        return Answer(notice_out(row), version=row.version)

    return call.write(work)


@router.get(
    "/supervision-offers",
    operation_id="listSupervisionOffers",
    summary="To whom supervision is to be offered",
    responses=to_a_reader(),
)
def list_supervision_offers(call: TheCall) -> Listed[NoticeOut]:
    """List workers of your teams to whom supervision is to be offered, once they have been told."""

    def work(unit: Unit) -> Listed[NoticeOut]:
        authorize(call.actor, Verb.REVIEW)
        team = {row.id: row.team for row in unit.all(WorkerRow)}
        rows = unit.all(
            NoticeRow,
            col(NoticeRow.kind) == ACTION_LEVEL,
            col(NoticeRow.ended_at).is_(None),
            col(NoticeRow.supervised_at).is_(None),
        )
        shown = [row for row in rows if _told_first(unit, row) and call.actor.reaches(team[row.worker])]
        return Listed(data=[notice_out(row) for row in shown[:_MOST]])

    return call.read(work)


@router.post(
    "/supervision-offers/{id}/done",
    operation_id="offerSupervision",
    summary="Say that supervision was offered",
    response_model=NoticeOut,
    responses=to_a_post(NotHere, VersionMoved, VersionNeeded),
)
def offer_supervision(id: PathId, call: TheCall) -> Response:
    """Say that supervision was offered, whether it was taken or not."""

    def work(unit: Unit) -> Answer:
        authorize(call.actor, Verb.REVIEW)
        row = unit.get(NoticeRow, id, lock=True)
        team = unit.get(WorkerRow, row.worker).team
        authorize_on(call.actor, Verb.REVIEW, "notice", teams=(team,))
        if row.kind != ACTION_LEVEL or not _told_first(unit, row):
            raise NotHere("notice")
        if row.supervised_at is not None:
            raise Conflict("It was offered already.")
        call.against(row)
        row.supervised_at = unit.now
        unit.changed(row)
        call.record(unit, "supervision.offer", "notice", row.id, worker=row.worker)
        return Answer(notice_out(row), version=row.version)

    return call.write(work)


def _told_first(unit: Unit, row: NoticeRow) -> bool:
    return row.seen_at is not None or unit.now >= row.created_at + FIRST
