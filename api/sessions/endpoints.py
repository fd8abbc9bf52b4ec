"""The doors for signing in and out."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Body, Request, Response

from api.access.actor import Actor
from api.access.authorize import reach
from api.access.current import TheActor
from api.access.passwords import matches
from api.access.permissions import Reach, Verb
from api.access.second_factor import shown
from api.access.sign_in import IDLE, Todo, pending
from api.access.throttle import Throttle
from api.access.told import answered, to_a_stranger
from api.body import JsonRoute
from api.errors import BodyTooLarge, Conflict, NotHere, NotJson, NotSignedIn, WrongContentType
from api.examples import people as examples
from api.http.call import Answer, TheCall
from api.openapi import to_a_post, to_a_reader
from api.sessions import service
from api.sessions.guard import NotGood, a_person, guarded
from api.sessions.schemas import Far, MayOut, SignedInOut, SignInIn, StepUpIn, WhoOut
from api.sessions.service import Begun, Shown
from api.storage.clock import MINUTE, written
from api.storage.tables import SessionRow, UserRow
from api.storage.unit import Unit

router = APIRouter(prefix="/v1/sessions", tags=["people"])
with_body = APIRouter(prefix="/v1/sessions", tags=["people"], route_class=JsonRoute)

_WORDS: dict[Reach, Far] = {Reach.OWN: "own", Reach.TEAMS: "teams", Reach.AGENCY: "agency"}


@with_body.post(
    "",
    status_code=201,
    operation_id="signIn",
    summary="Sign in",
    responses=to_a_stranger(NotJson, BodyTooLarge, WrongContentType, NotSignedIn)
    | answered(201, "The session, its token this once", signed_in=examples.SIGNED_IN),
)
def sign_in(
    request: Request, given: Annotated[SignInIn, Body(openapi_examples=examples.SIGN_IN)]
) -> SignedInOut:
    """Begin a session. It takes no Idempotency-Key and is never answered from memory: the answer is a
    secret, which is not kept. Sent twice, it begins two sessions. No cookie is set.
    """
    state = request.app.state
    throttle: Throttle = state.throttle
    throttle.sign_in(address_of(request), given.agency, given.login)
    shown_now = Shown(given.agency, given.login, given.password, given.code)
    return signed_in(service.sign_in(state.store, state.keys, shown_now))


@router.get(
    "/current",
    operation_id="whoAmI",
    summary="Who am I, and what may I do?",
    responses=to_a_reader() | answered(200, "Whoever the token is of", a_worker=examples.WHO),
)
def who_am_i(actor: TheActor, call: TheCall) -> WhoOut:
    """Say whose token this is, and what it is good for now."""
    return call.read(lambda unit: _who(unit, actor))


@router.delete(
    "/current",
    status_code=204,
    operation_id="signOut",
    summary="Sign out",
    responses=to_a_reader(NotHere, Conflict),
)
def sign_out(call: TheCall) -> Response:
    """End the session of this token. It needs no If-Match: there is nothing to overlook."""
    a_person(call)

    def end(unit: Unit) -> Answer:
        session = service.own_session(unit, call.actor)
        session.revoked_at = unit.now
        call.record(unit, "session.end", "user", session.user)
        return Answer(None, 204)

    return call.write(end)


@router.delete(
    "",
    status_code=204,
    operation_id="signOutEverywhere",
    summary="End all my sessions",
    responses=to_a_reader(NotHere, Conflict),
)
def sign_out_everywhere(call: TheCall) -> Response:
    """End every session of whoever asks, this one too."""
    a_person(call)

    def end(unit: Unit) -> Answer:
        session = service.own_session(unit, call.actor)
        service.revoke(unit, session.user)
        call.record(unit, "sessions.revoke", "user", session.user)
        return Answer(None, 204)

    return call.write(end)


@with_body.post(
    "/current/step-up",
    response_model=WhoOut,
    operation_id="stepUp",
    summary="Show the second factor again",
    responses=to_a_post() | answered(200, "Who may do more for a while", a_worker=examples.WHO),
)
def step_up(
    call: TheCall, given: Annotated[StepUpIn, Body(openapi_examples=examples.STEP_UP)]
) -> Response:
    """Open what asks for a second factor, for five minutes: with a code, or with the password where no
    second factor is set up.
    """
    a_person(call)
    kept = call.read(lambda unit: unit.get(UserRow, call.actor.id)).password
    good = given.password is not None and matches(given.password, kept)
    keys = call.request.app.state.keys

    def show(unit: Unit) -> Answer:
        user = unit.get(UserRow, call.actor.id, lock=True)
        by_code = user.totp is not None
        good_now = shown(keys, user, user.totp, given.code, unit.now) if by_code else good
        if unit.now < user.locked_until or not good_now:
            raise NotGood("Show a fresh code, or the password where no second factor is set up.")
        service.stepped_up(unit, user, call.actor, by_code)
        return Answer(_who(unit, replace(call.actor, stepped_up=True)))

    return guarded(call, "session.step-up-refuse", show)


def address_of(request: Request) -> str:
    """Return where a request comes from, as far as that is known."""
    return request.client.host if request.client else ""


def signed_in(begun: Begun) -> SignedInOut:
    """Return a session that has begun, as it is told."""
    return SignedInOut(
        token=begun.token.text,
        agency=begun.token.agency,
        user=begun.user.id,
        ends_at=written(begun.session.ends_at),
        idle_minutes=IDLE // MINUTE,
        pending=pending(begun.user, begun.session),
    )


def _who(unit: Unit, actor: Actor) -> WhoOut:
    todo: list[Todo] = []
    if actor.session is not None:
        todo = pending(unit.get(UserRow, actor.id), unit.get(SessionRow, actor.session))
    now = replace(actor, pending=bool(todo))
    reaches = {verb: reach(now, verb) for verb in Verb}
    return WhoOut(
        agency=actor.agency,
        id=actor.id,
        role=actor.role,
        teams=sorted(actor.teams),
        worker=actor.worker,
        may=[MayOut(verb=v, reach=_WORDS[r]) for v, r in reaches.items() if r is not Reach.NOWHERE],
        pending=todo,
        stepped_up=actor.stepped_up,
    )
