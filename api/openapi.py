"""What the description of the interface says beside what FastAPI reads from the endpoints."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.errors import (
    REFUSALS,
    UNEXPECTED,
    BodyTooLarge,
    Busy,
    NotJson,
    NotReady,
    Refusal,
    UnknownHost,
    WrongContentType,
)
from api.examples.answers import of_operation
from api.problem import MEDIA_TYPE, Problem
from planner.errors import BadInput, TooLarge, UnknownReference

Responses = dict[int | str, dict[str, Any]]

TAGS = [
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
TO_A_QUESTION = refusals(
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
            answer = operation["responses"]["200"]["content"]["application/json"]
            answer["examples"] = of_operation(operation["operationId"])
        app.openapi_schema = schema
    return app.openapi_schema
