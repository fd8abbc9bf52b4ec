"""The doors for whoever is signed in: another password, a second factor."""

from typing import Annotated

from fastapi import APIRouter, Body, Response

from api.access.passwords import check_new, hashed, matches
from api.access.second_factor import address_of, new_seed, sealed, shown
from api.access.told import answered
from api.body import JsonRoute
from api.errors import StepUpNeeded
from api.examples import people as examples
from api.http.call import Answer, TheCall
from api.openapi import to_a_post
from api.sessions.guard import NotGood, a_person, guarded
from api.sessions.service import revoke, stepped_up
from api.storage.tables import UserRow
from api.storage.unit import Unit
from api.users import service
from api.users.schemas import ConfirmIn, NewPasswordIn, SeedOut, UserOut

router = APIRouter(prefix="/v1/users/me", tags=["people"])
with_body = APIRouter(prefix="/v1/users/me", tags=["people"], route_class=JsonRoute)


@with_body.post(
    "/password",
    response_model=UserOut,
    operation_id="changePassword",
    summary="Choose another password",
    responses=to_a_post() | answered(200, "Who may sign in with it", one=examples.USER),
)
def change_password(
    call: TheCall, given: Annotated[NewPasswordIn, Body(openapi_examples=examples.NEW_PASSWORD)]
) -> Response:
    """Choose another password, 12 to 128 characters; all other sessions end. After a one-time secret
    this comes before anything else.
    """
    a_person(call)
    before = call.read(lambda unit: unit.get(UserRow, call.actor.id))
    good = matches(given.current, before.password)
    if good:
        check_new(given.new, before.login, before.password)
    new = hashed(given.new) if good else ""

    def change(unit: Unit) -> Answer:
        user = unit.get(UserRow, call.actor.id, lock=True)
        if not good or user.password != before.password or unit.now < user.locked_until:
            raise NotGood("The current password is not good.")
        user.password, user.one_time, user.one_time_until, user.failures = new, False, None, 0
        unit.changed(user)
        revoke(unit, user.id, but=call.actor.session)
        call.record(unit, "password.change", "user", user.id)
        return Answer(service.told(user))

    return guarded(call, "password.refuse", change)


@router.post(
    "/totp",
    status_code=201,
    response_model=SeedOut,
    operation_id="setUpSecondFactor",
    summary="Set up a second factor",
    responses=to_a_post() | answered(201, "What an authenticator works from", seed=examples.SEED),
)
def set_up_second_factor(call: TheCall) -> Response:
    """Begin to set up a second factor. It holds once a code of it was sent to `/confirm`; one that is
    there holds until then. It asks for a step-up within five minutes, as a fresh sign-in is.
    """
    a_person(call)
    if not call.actor.stepped_up:
        raise StepUpNeeded(
            "Step up first: show your second factor, or the password where there is none."
        )
    keys = call.request.app.state.keys

    def begin(unit: Unit) -> Answer:
        user = unit.get(UserRow, call.actor.id, lock=True)
        seed = new_seed()
        user.totp_next = sealed(keys, user, seed)
        call.record(unit, "second-factor.begin", "user", user.id)
        body = SeedOut(secret=seed, address=address_of(seed, unit.agency, user.login))
        return Answer(body, 201, kept=SeedOut(secret=None, address=None))

    return call.write(begin)


@with_body.post(
    "/totp/confirm",
    response_model=UserOut,
    operation_id="confirmSecondFactor",
    summary="Confirm a second factor with its first code",
    responses=to_a_post()
    | answered(200, "Who has a second factor now", one=examples.USER | {"second_factor": True}),
)
def confirm_second_factor(
    call: TheCall, given: Annotated[ConfirmIn, Body(openapi_examples=examples.CONFIRM)]
) -> Response:
    """Show that the authenticator works; all other sessions end."""
    a_person(call)
    keys = call.request.app.state.keys

    def confirm(unit: Unit) -> Answer:
        user = unit.get(UserRow, call.actor.id, lock=True)
        good = unit.now >= user.locked_until and shown(keys, user, user.totp_next, given.code, unit.now)
        if not good:
            raise NotGood("The code is not good, or no second factor is being set up.")
        user.totp, user.totp_next = user.totp_next, None
        unit.changed(user)
        revoke(unit, user.id, but=call.actor.session)
        stepped_up(unit, user, call.actor, by_code=True)
        call.record(unit, "second-factor.set", "user", user.id)
        return Answer(service.told(user))

    return guarded(call, "second-factor.refuse", confirm)
