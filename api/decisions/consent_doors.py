"""The doors of four eyes: ask for a second person's consent, give it, refuse it, take it back."""

from fastapi import APIRouter
from starlette.responses import Response

from api.access.permissions import Verb
from api.body import JsonRoute
from api.decisions import consents
from api.decisions.shown import consent_out
from api.decisions.wire_in import ConsentIn
from api.decisions.wire_out import ConsentOut
from api.errors import Gone, NotHere, VersionMoved, VersionNeeded
from api.http.call import Answer, TheCall
from api.http.wire import PathId
from api.openapi import to_a_post, to_a_reader
from api.storage.unit import Unit

sending = APIRouter(prefix="/v1", tags=["by hand"], route_class=JsonRoute)
acting = APIRouter(prefix="/v1", tags=["by hand"])

_ANSWERED = (Gone, NotHere, VersionMoved, VersionNeeded)


@sending.post(
    "/consents",
    operation_id="askForConsent",
    summary="Ask for a second person's consent",
    status_code=201,
    response_model=ConsentOut,
    responses=to_a_post(NotHere),
)
def ask_for_consent(asked: ConsentIn, call: TheCall) -> Response:
    """Ask for a second person's consent to an assignment beyond the usual budget."""

    def work(unit: Unit) -> Answer:
        code, reason = asked.reason_code, asked.reason
        row = consents.ask_consent(unit, call.actor, asked.case, asked.worker, code, reason)
        return Answer(consent_out(unit, row), 201, row.version)

    return call.write(work)


@acting.get(
    "/consents/{id}",
    operation_id="readConsent",
    summary="Read a consent",
    response_model=ConsentOut,
    responses=to_a_reader(NotHere),
)
def read_consent(id: PathId, call: TheCall) -> Response:
    """Read whether a consent was given."""

    def work(unit: Unit) -> Response:
        row = consents.may_consent(unit, call.actor, Verb.READ_ASSIGNMENTS, id)
        return Answer(consent_out(unit, row), version=row.version).response()

    return call.read(work)


def _answer_consent(id: str, call: TheCall, verb: Verb, state: str) -> Response:
    def work(unit: Unit) -> Answer:
        row = consents.may_consent(unit, call.actor, verb, id, lock=True)
        call.against(row)
        consents.answer_consent(unit, call.actor, row, state)
        return Answer(consent_out(unit, row), version=row.version)

    return call.write(work)


@acting.post(
    "/consents/{id}/give",
    operation_id="giveConsent",
    summary="Consent",
    response_model=ConsentOut,
    responses=to_a_post(*_ANSWERED),
)
def give_consent(id: PathId, call: TheCall) -> Response:
    """Consent, as another person than the one who asks; it is used once, within a day."""
    return _answer_consent(id, call, Verb.CONSENT, "given")


@acting.post(
    "/consents/{id}/refuse",
    operation_id="refuseConsent",
    summary="Refuse consent",
    response_model=ConsentOut,
    responses=to_a_post(*_ANSWERED),
)
def refuse_consent(id: PathId, call: TheCall) -> Response:
    """Refuse to consent."""
    return _answer_consent(id, call, Verb.CONSENT, "refused")


@acting.post(
    "/consents/{id}/withdraw",
    operation_id="withdrawConsent",
    summary="Withdraw a consent",
    response_model=ConsentOut,
    responses=to_a_post(*_ANSWERED),
)
def withdraw_consent(id: PathId, call: TheCall) -> Response:
    """Take back a consent that was asked for or given, as long as it is not used."""
    return _answer_consent(id, call, Verb.DECIDE, "withdrawn")
