"""The doors for signing in with another's account; not there unless an operator has set them up."""

from typing import Annotated

from fastapi import APIRouter, Cookie, Query, Request, Response
from starlette.responses import RedirectResponse

from api.access.told import answered, to_a_stranger
from api.access.wire import AgencyId
from api.errors import NotHere, NotSignedIn
from api.examples import people as examples
from api.oidc import service
from api.sessions.endpoints import address_of, signed_in
from api.sessions.schemas import SignedInOut
from api.storage.clock import SECOND

COOKIE = "__Host-caseload-login"
_LONGEST = 4_000

router = APIRouter(prefix="/v1/oidc", tags=["people"])


@router.get(
    "/login",
    status_code=303,
    response_class=RedirectResponse,
    operation_id="signInElsewhere",
    summary="Sign in with another's account",
    responses=to_a_stranger(NotHere),
)
def sign_in_elsewhere(request: Request, agency: Annotated[AgencyId, Query()]) -> Response:
    """Send a browser to the issuer. A cookie ties its return to this browser; it opens nothing else and
    is gone after ten minutes.
    """
    state = request.app.state
    issuer = service.issuer_of(state.settings)
    state.throttle.visit(address_of(request))
    sent = service.send(state.store, state.keys, issuer, agency)
    answer = RedirectResponse(sent.way, 303)
    for_seconds = service.KEPT // SECOND
    answer.set_cookie(
        COOKIE, sent.browser, for_seconds, path="/", secure=True, httponly=True, samesite="lax"
    )
    return answer


@router.get(
    "/callback",
    operation_id="comeBack",
    summary="Come back from signing in elsewhere",
    responses=to_a_stranger(NotHere, NotSignedIn)
    | answered(200, "The session, its token this once", signed_in=examples.SIGNED_IN),
)
def come_back(  # noqa: PLR0913, PLR0917  (what an issuer may send)
    request: Request,
    response: Response,
    state: Annotated[str, Query(max_length=200)],
    code: Annotated[str | None, Query(max_length=_LONGEST)] = None,
    iss: Annotated[str | None, Query(max_length=_LONGEST)] = None,
    browser: Annotated[str, Cookie(alias=COOKIE, max_length=200)] = "",
) -> SignedInOut:
    """Begin a session of whom an admin has given this account. Parameters an issuer adds are left
    unread.
    """
    of_app = request.app.state
    issuer = service.issuer_of(of_app.settings)
    of_app.throttle.visit(address_of(request))
    vouched = code if iss in (None, issuer.address) else None
    back = service.Back(state, vouched, browser)
    begun = service.come_back(of_app.store, of_app.keys, issuer, back)
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    return signed_in(begun)
