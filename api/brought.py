"""What a request has to bring beside its path, its body and a token: a key, a version.

It is told from how an operation can be refused, so that no door has to say it twice: whoever can be
refused for want of a header has to bring it.
"""

from typing import Any

from api.errors import REFUSALS, KeyNeeded, Refusal, VersionNeeded

_KEY: dict[str, Any] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "A fresh key; the same request with the same key is answered as it was at first.",
    "schema": {
        "type": "string",
        "pattern": "^[A-Za-z0-9_.:-]{8,80}$",
        "examples": ["7f6c2a52-0b4e-4a53-9d6f-1c7d5a0e9b10"],
    },
}
_VERSION: dict[str, Any] = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag that was seen; another version is refused with 412.",
    "schema": {"type": "string", "pattern": '^"[0-9]{1,18}"$', "examples": ['"1"']},
}
_HEADERS = ((KeyNeeded, _KEY), (VersionNeeded, _VERSION))


def tell_what_to_bring(schema: dict[str, Any]) -> None:
    """Put the headers into a description."""
    for operation in (o for path in schema["paths"].values() for o in path.values()):
        given = operation.setdefault("parameters", [])
        named = {each["name"].lower() for each in given if each["in"] == "header"}
        for kind, header in _HEADERS:
            if _can_be(operation, REFUSALS[kind]) and header["name"].lower() not in named:
                given.append(header)
        if not given:
            del operation["parameters"]


def _can_be(operation: dict[str, Any], refusal: Refusal) -> bool:
    answer = operation["responses"].get(str(refusal.status), {})
    return any(
        refusal.name in content.get("examples", {}) for content in answer.get("content", {}).values()
    )
