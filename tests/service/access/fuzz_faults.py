"""What is a fault of the service, of all that it answers to what schemathesis sends?"""

from typing import Any

from schemathesis.generation import GenerationMode

from api.handlers import WORDS
from api.problem import Problem

STORY = "stateful"
"""The phase in which what was answered is sent again."""

_MEANT = "not_plain"  # of all that is said of a field, this alone no schema says
_SHAPE = {problem for kind, (problem, _) in WORDS.items() if kind != _MEANT}

CHECKS: dict[str, Any] = {
    # A schema cannot say which ids there are (404, 409, 422), what was decided meanwhile (410), which
    # version is the present one (412), or that there is no NUL in any text (400): see `misjudged`.
    "positive_data_acceptance": {
        "expected-statuses": ["2xx", "3xx", "400", "401", "403", "404", "409", "410", "412", "422"]
    },
    # An If-Match that is no ETag of ours is not the present version: 412 refuses it like any other.
    "negative_data_rejection": {
        "expected-statuses": [
            "400",
            "401",
            "403",
            "404",
            "405",
            "409",
            "410",
            "412",
            "415",
            "422",
            "428",
        ]
    },
    # 428 is there to say that If-Match is missing (RFC 6585).
    "missing_required_header": {"expected-statuses": ["400", "401", "403", "415", "422", "428"]},
}


def misjudged(case: Any, status: int, request: bytes | str | None, answer: bytes) -> bool:
    """Return whether a request that fits its schema was refused for what a schema does say.

    Such a request may be refused for what its parts mean together or beside what there is, never for
    the shape of a field; as unreadable only where it has a NUL, which JSON can write; and for its key
    only where the key came before.
    """
    positive = case.meta is not None and case.meta.generation.mode is GenerationMode.POSITIVE
    if not positive or status not in (400, 422):
        return False
    problem = Problem.model_validate_json(answer)
    if status == 400:
        sent = request.encode() if isinstance(request, str) else request or b""
        return not (problem.type.endswith(":not-json") and b"\\u0000" in sent)
    if problem.type.endswith(":key-reused"):
        return bool(case.meta.phase.name.value != STORY)
    return any(fault.problem in _SHAPE for fault in problem.faults)
