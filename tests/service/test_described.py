"""Is the committed description of the service what it says of itself, valid, and full of examples?"""

import difflib
import json
from typing import Any

import jsonschema_rs
import pytest
from schemathesis.specs.openapi import definitions

from api.described import FILE, described, text_of
from tests.service.access.described import SPEC, operations

MOST_LINES = 60


def errors_of(schema: dict[str, Any], value: object) -> list[str]:
    whole = schema | {"components": SPEC()["components"]}
    return [str(error) for error in jsonschema_rs.Draft202012Validator(whole).iter_errors(value)]


def test_the_committed_description_is_that_of_the_service():
    kept, now = FILE.read_text("utf-8"), text_of(described())
    differ = list(difflib.unified_diff(kept.splitlines(), now.splitlines(), "committed", "now", n=1))
    told = "\n".join(differ[:MOST_LINES])
    assert not differ, f"write it with `make openapi` and read what differs:\n{told}"


def test_it_is_openapi_3_1():
    assert described()["openapi"].startswith("3.1.")
    jsonschema_rs.Draft202012Validator(definitions.OPENAPI_31).validate(json.loads(text_of(described())))


def test_every_operation_has_a_name_a_tag_and_a_summary():
    known = {tag["name"] for tag in described()["tags"]}
    assert len({operation.id for operation in operations()}) == len(operations())
    for operation in operations():
        assert operation.spec["summary"], operation.id
        assert operation.spec["description"], operation.id
        assert set(operation.spec["tags"]) <= known, operation.id


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.id)
def test_every_body_has_an_example_that_fits_its_shape(operation):
    holders = {"body": operation.spec.get("requestBody", {}), **operation.spec["responses"]}
    for place, holder in holders.items():
        for media, content in holder.get("content", {}).items():
            if "json" not in media:
                continue
            examples = content.get("examples", {})
            assert examples, f"{operation.id} shows no example of {place}"
            for name, example in examples.items():
                assert errors_of(content["schema"], example["value"]) == [], (place, name)


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.id)
def test_every_post_and_every_change_says_what_it_has_to_bring(operation):
    if operation.for_anybody:
        assert not operation.brings("Idempotency-Key")
        return
    makes = (
        operation.method == "post" and "stateless" not in operation.spec["tags"]
    )  # which keep nothing
    assert operation.brings("Idempotency-Key") == makes, operation.id
    if operation.method in ("put", "patch", "delete") and "412" in operation.answers:
        assert operation.brings("If-Match")
    assert operation.brings("If-Match") == ("428" in operation.answers)
