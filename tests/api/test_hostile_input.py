"""Does anything that can be written in any field make the service fail?"""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from api.problem import Problem
from tests.api.calls import ASKED, EXPLANATIONS, JSON, a_question

HOSTILE: list[Any] = [
    None,
    True,
    -1,
    0.1,
    2**70,
    10**400,
    -1e308,
    5e-324,
    "",
    "\0",
    "\ud800",
    "a\u2028b\u202e",
    "=cmd|' /C calc'!A0",
    "x" * 5_000,
    "9999-12-31",
    [],
    [None],
    {},
    {"": {}},
    json.loads("[" * 200 + "]" * 200),
]


def places(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the place of every value; of a list, only its first item."""
    if here:
        yield here
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*here, key))
    elif isinstance(value, list) and value:
        yield from places(value[0], (*here, 0))


def put(question: dict[str, Any], place: tuple[Any, ...], value: Any) -> str:
    changed = deepcopy(question)
    owner: Any = changed
    for step in place[:-1]:
        owner = owner[step]
    owner[place[-1]] = value
    return json.dumps(changed)


def a_full_question() -> dict[str, Any]:
    """Return a question in which every table has a record."""
    question = a_question(EXPLANATIONS) | {"workers": ["w-002"]}
    question["agency"]["limits"] = [{"worker": "w-002", "limits": ["sexual_violence"]}]
    return question


@pytest.mark.parametrize("place", list(places(a_full_question())), ids=str)
def test_no_value_in_any_field_makes_the_service_fail(client, place):
    for value in HOSTILE:
        body = put(a_full_question(), place, value)
        response = client.post(EXPLANATIONS, content=body, headers=JSON)
        assert response.status_code in (200, 400, 409, 422), (value, response.text)
        if response.status_code != 200:
            Problem.model_validate_json(response.content)


@pytest.mark.parametrize("path", ASKED)
def test_no_body_as_a_whole_makes_the_service_fail(client, path):
    for value in HOSTILE:
        for body in (json.dumps(value), json.dumps(value)[:-1], json.dumps({"agency": value})):
            response = client.post(path, content=body, headers=JSON)
            assert response.status_code in (400, 422)
            Problem.model_validate_json(response.content)
