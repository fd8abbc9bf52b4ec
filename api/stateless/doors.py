"""Whose questions that bring their agency are answered: anybody's, or those of who may ask for plans.

Alone on a machine there is nobody to know. Where the service keeps state it knows who asks, and a
search costs as much as one over its own facts: so it asks for the same permission.
"""

from fastapi import APIRouter, Depends

from api.access.authorize import authorize
from api.access.current import TheActor
from api.access.permissions import Verb
from api.openapi import TO_A_KNOWN_QUESTION, TO_A_QUESTION
from api.stateless.endpoints import router
from api.stateless.language import IN_A_LANGUAGE


def _may_ask(actor: TheActor) -> None:
    authorize(actor, Verb.ASK)


to_anybody = APIRouter(
    prefix="/v1/stateless", tags=["stateless"], responses=TO_A_QUESTION | IN_A_LANGUAGE
)
to_anybody.include_router(router)

to_whoever_plans = APIRouter(
    prefix="/v1/stateless",
    tags=["stateless"],
    dependencies=[Depends(_may_ask)],
    responses=TO_A_KNOWN_QUESTION | IN_A_LANGUAGE,
)
to_whoever_plans.include_router(router)
