"""What doors for people tell of themselves in the description of the interface."""

from typing import Any

from api.errors import REFUSALS, UNEXPECTED, Busy, Conflict, NotReady, TooMany, UnknownHost, refusal_of
from api.openapi import Responses, refusals
from planner.errors import BadInput, PlannerError

_TO_ANYBODY = (UnknownHost, TooMany, NotReady, Busy, Conflict, BadInput)


def to_a_stranger(*kinds: type[PlannerError]) -> Responses:
    """Return how a request of somebody not yet known can be refused, and by these kinds."""
    named = {refusal_of(kind).name: refusal_of(kind) for kind in kinds}
    return refusals(
        *({REFUSALS[kind].name: REFUSALS[kind] for kind in _TO_ANYBODY} | named).values(), UNEXPECTED
    )


def answered(status: int, description: str, **examples: Any) -> Responses:
    """Return a success as an OpenAPI response, with examples of its body."""
    named = {name.replace("_", "-"): {"value": value} for name, value in examples.items()}
    return {status: {"description": description, "content": {"application/json": {"examples": named}}}}
