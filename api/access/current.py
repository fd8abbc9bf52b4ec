"""Who sent this request: looked up anew each time, so that what is revoked is revoked at once."""

from typing import Annotated

from fastapi import Depends, Request

from api.access.actor import Actor
from api.access.sign_in import actor_of


def _actor(request: Request) -> Actor:
    actor = actor_of(request.app.state.store, request)
    request.state.actor = actor.id  # for the log
    return actor


TheActor = Annotated[Actor, Depends(_actor)]
