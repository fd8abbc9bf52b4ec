"""Doors at which somebody signed in shows a secret: counted, and slowed down where it is not good."""

from collections.abc import Callable

from starlette.responses import Response

from api.access.actor import Role
from api.access.throttle import Throttle
from api.errors import Forbidden, StepUpNeeded
from api.http.call import Answer, Call
from api.sessions.service import failed
from api.storage.unit import Unit


class NotGood(StepUpNeeded):
    """A code or password shown within a session is not good."""


def a_person(call: Call) -> None:
    """Refuse an API client at a door for people.

    Raises
    ------
    Forbidden
        An API client asks.
    """
    if call.actor.role is Role.CLIENT:
        raise Forbidden("An API client has no session, no password and no second factor.")


def guarded(call: Call, action: str, work: Callable[[Unit], Answer]) -> Response:
    """Write as `call.write` does; where a secret is not good, write only that, and refuse.

    Raises
    ------
    NotGood
        As the work raised it.
    TooMany
        Too many secrets were shown within a minute.
    """
    throttle: Throttle = call.request.app.state.throttle
    throttle.guess(call.actor.agency, call.actor.id)
    try:
        return call.write(work)
    except NotGood:
        failed(call.store, call.actor.agency, call.actor.id, action)
        raise
