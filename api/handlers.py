"""How each error becomes the response that refuses."""

import re
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.errors import BAD_INPUT, NOT_FOUND, UNEXPECTED, WRONG_METHOD, Refusal, refusal_of
from api.problem import refused
from planner.errors import BadInput, BadRow, PlannerError
from planner.intake.faults import MOST_LISTED

_LONGEST_FIELD = 60
_ANY_NAME = re.compile(r"\{[^}]+\}")
_NOT_EXPECTED = "Nothing was kept, and nothing is said of what went wrong; the log names the place."
_HTTP = {
    HTTPStatus.NOT_FOUND: (NOT_FOUND, "The paths are listed in /v1/openapi.json."),
    HTTPStatus.METHOD_NOT_ALLOWED: (WRONG_METHOD, "The header Allow names the methods it knows."),
}

_OTHERWISE = ""
WORDS = {
    "missing": ("nothing is given here.", ""),
    "extra_forbidden": ("there is no field of this name here.", ""),
    "dict_type": ("this is not an object.", "an object"),
    "model_attributes_type": ("this is not an object.", "an object"),
    "list_type": ("this is not a list.", "a list"),
    "string_type": ("this is not text.", "text"),
    "string_too_long": ("this text is too long.", "at most {max_length} characters"),
    "float_type": ("this is not a number.", "a number"),
    "int_type": ("this is not a whole number.", "a whole number"),
    "greater_than_equal": ("this is too small.", "{ge:g} or more"),
    "less_than_equal": ("this is too large.", "{le:g} or less"),
    "not_plain": (
        "this looks like contact details, or has characters that cannot be printed.",
        "plain words, without a name, an address or a number to call",
    ),
    "too_long": ("there are too many items.", "at most {max_length} items"),
    _OTHERWISE: ("this cannot be read.", ""),
}
"""pydantic's kinds of error as what is wrong and what is allowed; never with the value itself."""


def add_handlers(app: FastAPI) -> None:
    """Let an app answer every error with problem details."""
    app.exception_handler(PlannerError)(_planner_error)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(HTTPException)(_http_error)


def unexpected() -> Response:
    """Return the response to an error nobody expected; it says nothing of the error."""
    return refused(UNEXPECTED, _NOT_EXPECTED)


async def _planner_error(_: Request, error: PlannerError) -> Response:
    refusal = refusal_of(type(error))
    if refusal is UNEXPECTED:
        raise error
    if isinstance(error, BadInput):
        return _bad_input(refusal, error)
    return refused(refusal, str(error), getattr(error, "faults", ()), getattr(error, "headers", None))


async def _invalid(_: Request, error: RequestValidationError) -> Response:
    faults = []
    for fault in error.errors()[:MOST_LISTED]:
        problem, allowed = WORDS.get(fault["type"], WORDS[_OTHERWISE])
        place, *field = fault["loc"]
        column = ".".join(map(str, field))[:_LONGEST_FIELD]
        faults.append(BadRow(str(place), 0, column, problem, allowed.format(**fault.get("ctx", {}))))
    return _bad_input(BAD_INPUT, BadInput(faults))


def _bad_input(refusal: Refusal, error: BadInput) -> Response:
    count, first = len(error.faults), str(error.faults[0])
    detail = first if count == 1 else f"{count} problems; nothing was read. The first: {first}"
    return refused(refusal, detail, error.faults)


async def _http_error(request: Request, error: HTTPException) -> Response:
    status = HTTPStatus(error.status_code)
    headers = dict(error.headers or {})
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = _allowed(request, headers.get("Allow", ""))
    other = Refusal(status.phrase.lower().replace(" ", "-"), status.value, status.phrase)
    refusal, detail = _HTTP.get(status, (other, status.description or status.phrase))
    return refused(refusal, detail, headers=headers)


def _allowed(request: Request, known: str) -> str:
    """Return every method of a path; a router alone knows only its own."""
    methods = {method.strip() for method in known.split(",") if method.strip()}
    paths = request.app.openapi()["paths"]
    asked = request.url.path
    if asked in paths:  # one without names goes before those with some
        return ", ".join(sorted(map(str.upper, paths[asked])))
    for path, operations in paths.items():
        if re.fullmatch(_ANY_NAME.sub("[^/]+", path), asked):
            methods |= {method.upper() for method in operations}
    return ", ".join(sorted(methods))
