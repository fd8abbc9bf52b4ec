"""Which refusals a door tells of in the description of the interface, by what kind of door it is."""

from typing import Any

from api.errors import (
    REFUSALS,
    UNEXPECTED,
    BodyTooLarge,
    Busy,
    Conflict,
    Forbidden,
    InFlight,
    KeyNeeded,
    KeyReused,
    NotHere,
    NotJson,
    NotReady,
    NotSignedIn,
    StepUpNeeded,
    TooMany,
    UnknownHost,
    VersionMoved,
    VersionNeeded,
    WrongContentType,
)
from api.openapi import Responses, refusals
from planner.errors import BadInput, PlannerError

Kinds = tuple[type[PlannerError], ...]

BARE: Kinds = (UnknownHost, TooMany, NotReady)
READ: Kinds = (*BARE, NotSignedIn)
WRITE: Kinds = (*READ, Busy, Conflict)
BODY: Kinds = (NotJson, BodyTooLarge, WrongContentType, BadInput)
POST: Kinds = (*WRITE, *BODY, KeyNeeded, KeyReused, InFlight)
ADMIN: Kinds = (Forbidden, StepUpNeeded)
CHANGE: Kinds = (NotHere, VersionNeeded, VersionMoved)


def told(*kinds: type[PlannerError]) -> Responses:
    """Return refusals as OpenAPI responses, with the one that any door may come to."""
    return refusals(*(REFUSALS[kind] for kind in dict.fromkeys(kinds)), UNEXPECTED)


def answered(status: int, description: str, **examples: Any) -> Responses:
    """Return a success as an OpenAPI response, with examples of its body."""
    named = {name.replace("_", "-"): {"value": value} for name, value in examples.items()}
    return {status: {"description": description, "content": {"application/json": {"examples": named}}}}
