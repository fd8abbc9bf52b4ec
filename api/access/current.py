"""Who sent this request: known for less than a second, so that what is revoked is revoked within one."""

from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPBearer

from api.access.actor import Actor
from api.access.known import KnownActors
from api.access.throttle import Throttle

_TOKEN = HTTPBearer(
    auto_error=False,
    scheme_name="token",
    description="A token of a session (clss.) or of an API client (clsp.), in the header Authorization.",
)


async def _actor(request: Request, _: Annotated[object, Security(_TOKEN)]) -> Actor:
    known: KnownActors = request.app.state.known
    actor = await known.actor(request)
    throttle: Throttle = request.app.state.throttle
    throttle.request(actor.agency, actor.id)
    request.state.actor = actor.id  # for the log
    return actor


TheActor = Annotated[Actor, Depends(_actor)]
