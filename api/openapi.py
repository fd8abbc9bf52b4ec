"""What the description of the interface says beside what FastAPI reads from the endpoints."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.brought import tell_what_to_bring
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
    refusal_of,
)
from api.examples.answers import of_operation
from api.problem import MEDIA_TYPE, Problem
from api.whole_examples import example_of, whole
from planner.errors import BadInput, PlannerError, TooLarge, UnknownReference

Responses = dict[int | str, dict[str, Any]]

TAGS = [
    {"name": "people", "description": "Who may sign in or call, as what, and until when."},
    {"name": "facts", "description": "What an agency plans from: people, cases, policy."},
    {"name": "dose", "description": "What a worker has taken in, week by week."},
    {"name": "proposals", "description": "Who should take a case: proposed, then decided once."},
    {"name": "by hand", "description": "What people decide themselves; the planner may be off."},
    {"name": "carrying", "description": "What ends or changes what somebody carries."},
    {"name": "jobs", "description": "Long work: asked for, followed, cancelled."},
    {"name": "notices", "description": "What a worker is told before anybody else."},
    {"name": "record", "description": "Who did or looked at what, and whether that was changed."},
    {"name": "events", "description": "Where events are sent, and what became of each."},
    {"name": "stateless", "description": "Questions that bring their agency; nothing is kept."},
    {"name": "model card", "description": "The numbers behind every answer, with their sources."},
    {"name": "health", "description": "For whoever keeps the service running."},
]
_REF = "#/components/schemas/{model}"


def refusals(*kinds: Refusal) -> Responses:
    """Return refusals as OpenAPI responses, one a status, with an example of each."""
    responses: Responses = {}
    for kind in kinds:
        described = responses.setdefault(
            kind.status,
            {
                "description": "",
                "content": {
                    MEDIA_TYPE: {"schema": {"$ref": _REF.format(model="Problem")}, "examples": {}}
                },
            },
        )
        described["description"] = ". ".join(filter(None, (described["description"], kind.title)))
        described["content"][MEDIA_TYPE]["examples"][kind.name] = {"value": _example(kind)}
        for header in kind.headers or {}:
            described.setdefault("headers", {})[header] = {"schema": {"type": "string"}}
    return responses


def _example(kind: Refusal) -> dict[str, Any]:
    fault = {
        "file": "workers[2]",
        "row": 0,
        "column": "fte",
        "problem": "2 is more than 1.",
        "allowed": "a number above 0 and up to 1, such as 0.8",
    }
    return {
        "type": kind.type,
        "title": kind.title,
        "status": kind.status,
        "detail": "A sentence on what is the matter this time.",
        "faults": [fault] if kind is REFUSALS[BadInput] else [],
    }


TO_ANYBODY = refusals(REFUSALS[UnknownHost], UNEXPECTED)
TO_WHOEVER_WAITS = refusals(REFUSALS[NotReady])
_ASKED = (
    REFUSALS[NotJson],
    REFUSALS[UnknownHost],
    REFUSALS[UnknownReference],
    REFUSALS[BodyTooLarge],
    REFUSALS[TooLarge],
    REFUSALS[WrongContentType],
    REFUSALS[BadInput],
    UNEXPECTED,
    REFUSALS[Busy],
)
TO_A_QUESTION = refusals(*_ASKED)
TO_A_KNOWN_QUESTION = refusals(
    *_ASKED, *(REFUSALS[kind] for kind in (NotSignedIn, Forbidden, TooMany, NotReady))
)

_KNOWN = (
    REFUSALS[NotSignedIn],
    REFUSALS[Forbidden],
    REFUSALS[StepUpNeeded],
    REFUSALS[TooMany],
    REFUSALS[UnknownHost],
    REFUSALS[BadInput],
    REFUSALS[Busy],
    REFUSALS[NotReady],
    UNEXPECTED,
)
_SENT = (
    REFUSALS[NotJson],
    REFUSALS[BodyTooLarge],
    REFUSALS[WrongContentType],
    REFUSALS[Conflict],
    REFUSALS[InFlight],
)
_POSTED = (REFUSALS[KeyNeeded], REFUSALS[KeyReused])


def to_a_reader(*kinds: type[PlannerError]) -> Responses:
    """Return how a request of somebody known can be refused, and by these kinds."""
    return _each_once(*_KNOWN, *(refusal_of(kind) for kind in kinds))


def to_a_post(*kinds: type[PlannerError]) -> Responses:
    """Return how a POST of somebody known can be refused, and by these kinds."""
    return _each_once(*_KNOWN, *_SENT, *_POSTED, *(refusal_of(kind) for kind in kinds))


def to_a_change(*kinds: type[PlannerError]) -> Responses:
    """Return how a PUT, PATCH or DELETE of somebody known can be refused, and by these kinds."""
    versions = (REFUSALS[VersionMoved], REFUSALS[VersionNeeded])
    return _each_once(*_KNOWN, *_SENT, *versions, *(refusal_of(kind) for kind in kinds))


def _each_once(*kinds: Refusal) -> Responses:
    return refusals(*{kind.name: kind for kind in kinds}.values())


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the description of the interface, made once.

    The shape of refusals and the examples of answers are put in last: FastAPI would leave the first
    out, and take every null out of the second.
    """
    if not app.openapi_schema:
        schema = get_openapi(
            title=app.title,
            version=app.version,
            summary=app.summary,
            description=app.description,
            license_info=app.license_info,
            tags=TAGS,
            routes=app.routes,
        )
        problem = Problem.model_json_schema(ref_template=_REF)
        schema["components"]["schemas"] |= problem.pop("$defs") | {"Problem": problem}
        for operation in (o for path in schema["paths"].values() for o in path.values()):
            _show(schema, operation)
        tell_what_to_bring(schema)
        app.openapi_schema = schema
    return app.openapi_schema


def _show(schema: dict[str, Any], operation: dict[str, Any]) -> None:
    """Put examples beside every body that has none: the operation's own, or those of its shape."""
    named, shapes = of_operation(operation["operationId"]), schema["components"]["schemas"]
    answers = [r for status, r in operation["responses"].items() if status.startswith("2")]
    for place in (operation.get("requestBody", {}), *answers):
        stream = place.get("content", {}).get("text/event-stream")
        if stream is not None:  # what an event looks like can be said from OpenAPI 3.2; this is 3.1
            stream.pop("itemSchema", None)
        content = place.get("content", {}).get("application/json")
        if content is None:
            continue
        if "examples" in content:
            for example in content["examples"].values():
                example["value"] = whole(example["value"], content["schema"], shapes)
        elif place in answers and named:
            content["examples"] = named
        else:
            own = example_of(content["schema"], shapes)
            content["examples"] = {} if own is None else {"example": {"value": own}}
