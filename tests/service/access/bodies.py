"""What is sent with each operation: the example of its description, or what would be accepted here."""

from typing import Any

from pyotp import TOTP

from api.examples.facts import CASE, WORKER
from api.storage.clock import SECOND
from tests.service.access.described import Operation
from tests.service.places import NOW, renamed

PASSWORD = "one-time-secret-17"
"""Everybody's, as the example of `changePassword` has it."""

SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""What everybody's authenticator works from, once they confirm it."""

BODIES: dict[str, dict[str, Any]] = {
    "assignOnDuty": {"case": "c-105", "worker": "w-002"},
    "stepUp": {"password": PASSWORD},
    "confirmSecondFactor": {"code": TOTP(SEED).at(NOW // SECOND)},
    "changeUser": {"teams": ["north"]},
    "changeWebhookEndpoint": {"enabled": False},
    "createWorker": {"facts": WORKER["facts"] | {"worker": "w-009"}},
    "createCase": {"team": "north", "holder": "w-001", "facts": CASE["facts"] | {"case": "c-109"}},
    "askPlan": {"teams": ["north"], "seconds": 10},
}
"""Where the example would not be accepted."""

QUERY: dict[str, str] = {
    "signInElsewhere": "?agency=riverside",
    "comeBack": "?state=none",
    "diffPolicies": "?to=0",
}
"""What an operation asks for after its path."""


def body_of(operation: Operation, mark: str) -> Any:
    """Return what is sent, about what has this mark; None where nothing is."""
    body = BODIES.get(operation.id, operation.example())
    return None if body is None else renamed(body, mark)


def sent_in(body: Any, mark: str) -> set[str]:
    """Return the ids with this mark in a body: whoever sent them may be told of them again."""
    if isinstance(body, dict):
        return set().union(*(sent_in(inner, mark) for inner in body.values()))
    if isinstance(body, list):
        return set().union(*(sent_in(inner, mark) for inner in body))
    return {body} if mark and isinstance(body, str) and body.endswith(mark) else set()
