"""Does the description of the interface say what the service does?"""

from typing import Any

import jsonschema_rs
import pytest
from schemathesis.specs.openapi import definitions

from api.app import create_app
from api.described import described
from api.errors import (
    REFUSALS,
    UNEXPECTED,
    BodyTooLarge,
    Busy,
    NotJson,
    NotReady,
    UnknownHost,
    WrongContentType,
)
from api.problem import MEDIA_TYPE
from api.settings import Settings
from planner.errors import BadInput, TooLarge, UnknownReference
from tests.api.calls import ASKED

SPEC = create_app(Settings()).openapi()
OPERATIONS = [(path, method) for path, methods in SPEC["paths"].items() for method in methods]
TO_ALL = (REFUSALS[UnknownHost], UNEXPECTED)
ASKING = (
    *(NotJson, UnknownReference, BodyTooLarge, TooLarge, WrongContentType),
    *(BadInput, Busy, NotReady),
)
TO_A_QUESTION = {"200", "400", "409", "413", "415", "422", "500", "503"}


def errors_of(schema: dict[str, Any], value: object) -> list[str]:
    validator = jsonschema_rs.Draft202012Validator(schema | {"components": SPEC["components"]})
    return [str(error) for error in validator.iter_errors(value)]


def contents(path: str, method: str):
    """Yield the place, media type and content of the request and of every response."""
    operation = SPEC["paths"][path][method]
    for place, holder in {
        "request": operation.get("requestBody", {}),
        **operation["responses"],
    }.items():
        for media, content in holder.get("content", {}).items():
            yield place, media, content


def test_it_is_openapi_3_1():
    assert SPEC["openapi"].startswith("3.1.")
    jsonschema_rs.Draft202012Validator(definitions.OPENAPI_31).validate(SPEC)


def test_every_operation_has_a_name_a_tag_and_a_summary():
    operations = [SPEC["paths"][path][method] for path, method in OPERATIONS]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert all(operation["summary"] and operation["description"] for operation in operations)
    known = {tag["name"] for tag in SPEC["tags"]}
    assert all(set(operation["tags"]) <= known for operation in operations)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_possible_status_is_declared(path, method):
    ready = {"503"} if path.endswith("/ready") else set()
    expected = TO_A_QUESTION if path in ASKED else {"200", "400", "500"} | ready
    assert set(SPEC["paths"][path][method]["responses"]) == expected


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_refusal_is_declared_as_problem_details(path, method):
    for place, media, content in contents(path, method):
        if place not in ("request", "200"):
            assert media == MEDIA_TYPE
            assert content["schema"] == {"$ref": "#/components/schemas/Problem"}


def test_every_kind_of_refusal_that_can_be_declared_has_an_example():
    told = {
        example["value"]["type"]
        for methods in described()["paths"].values()
        for operation in methods.values()
        for answer in operation["responses"].values()
        for example in answer.get("content", {}).get(MEDIA_TYPE, {}).get("examples", {}).values()
    }
    assert told == {refusal.type for refusal in (*REFUSALS.values(), UNEXPECTED)}


def test_without_state_only_refusals_of_questions_are_declared():
    told = {
        example["value"]["type"]
        for path, method in OPERATIONS
        for place, media, content in contents(path, method)
        if media == MEDIA_TYPE
        for example in content["examples"].values()
    }
    kinds = (*TO_ALL, *(REFUSALS[kind] for kind in ASKING))
    assert told == {refusal.type for refusal in kinds}
    assert "securitySchemes" not in SPEC["components"]


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_example_fits_its_schema(path, method):
    for _, _, content in contents(path, method):
        assert content["examples"]
        for example in content["examples"].values():
            assert errors_of(content["schema"], example["value"]) == []


@pytest.mark.parametrize("path", ASKED)
def test_every_answer_fits_its_schema_and_has_the_fields_of_its_example(client, path):
    operation = SPEC["paths"][path]["post"]
    answer = operation["responses"]["200"]["content"]["application/json"]
    for name, asked in ASKED[path].items():
        given = client.post(path, json=asked["value"]).json()
        assert errors_of(answer["schema"], given) == []
        shown = answer["examples"][name]["value"]
        assert set(given) == set(shown)
        for part in (
            "assignments",
            "unassigned",
            "proposed",
            "with_it",
            "why",
            "why_none",
            "others",
            "waiting",
            "in_the_way",
            "help",
            "since",
            "claims",
        ):
            assert given.get(part) == shown.get(part), "the example is the answer to its question"


@pytest.mark.parametrize("path", ASKED)
def test_a_question_is_closed_to_unknown_fields(path):
    content = SPEC["paths"][path]["post"]["requestBody"]["content"]["application/json"]
    question = next(iter(ASKED[path].values()))["value"]
    assert errors_of(content["schema"], question | {"surprise": 1}) != []
    agency = question["agency"] | {"surprise": 1}
    assert errors_of(content["schema"], question | {"agency": agency}) != []


def test_a_reader_of_what_can_only_be_read_gets_what_is_declared(client):
    for path, method in OPERATIONS:
        if method == "get":
            schema = SPEC["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
            assert errors_of(schema["schema"], client.get(path).json()) == []
