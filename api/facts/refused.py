"""Which refusals each kind of door can answer with, for its description."""

from api.errors import (
    BAD_INPUT,
    REFUSALS,
    UNEXPECTED,
    BodyTooLarge,
    Busy,
    Conflict,
    Forbidden,
    Gone,
    InFlight,
    KeyNeeded,
    KeyReused,
    NotHere,
    NotJson,
    NotReady,
    NotSignedIn,
    Refusal,
    StepUpNeeded,
    TooMany,
    UnknownHost,
    VersionMoved,
    VersionNeeded,
    WrongContentType,
)
from api.openapi import Responses, refusals
from planner.errors import PlannerError


def _of(*kinds: type[PlannerError]) -> tuple[Refusal, ...]:
    return tuple(REFUSALS[kind] for kind in kinds)


_ANYBODY = (*_of(UnknownHost, NotSignedIn, Forbidden, TooMany, NotReady), BAD_INPUT, UNEXPECTED)
_BODY = _of(NotJson, BodyTooLarge, WrongContentType)
_WRITES = _of(Busy, Conflict)
_VERSION = _of(VersionNeeded, VersionMoved)
_KEY = _of(KeyNeeded, KeyReused, InFlight)
_THERE = _of(NotHere)

TO_A_LIST = refusals(*_ANYBODY)
TO_ONE = refusals(*_ANYBODY, *_THERE)
TO_A_LOOK = refusals(*_ANYBODY, *_THERE, *_WRITES)  # a read that is recorded


def to_a_change(*more: type[PlannerError]) -> Responses:
    """Return the refusals of PUT and PATCH."""
    return refusals(*_ANYBODY, *_BODY, *_WRITES, *_VERSION, *_THERE, *_of(StepUpNeeded, *more))


def to_a_new_one(*more: type[PlannerError]) -> Responses:
    """Return the refusals of a POST that makes something."""
    return refusals(*_ANYBODY, *_BODY, *_WRITES, *_KEY, *_of(*more))


def to_an_action(*more: type[PlannerError]) -> Responses:
    """Return the refusals of a POST that acts on a row, against its version."""
    return refusals(*_ANYBODY, *_WRITES, *_KEY, *_VERSION, *_THERE, *_of(*more))


TO_A_CHANGE = to_a_change()
TO_A_CASE_CHANGE = to_a_change(Gone)
TO_AN_ACTION_WITH_A_BODY = to_an_action(NotJson, BodyTooLarge, WrongContentType)
