"""Examples of where events are sent, and of deliveries."""

from typing import Any

ENDPOINT: dict[str, Any] = {
    "id": "end-5b0",
    "url": "https://cases.example.org/hooks/caseload",
    "types": ["assignment.created", "proposal.created"],
    "program": None,
    "enabled": True,
    "former_secret_until": None,
    "version": 1,
}
ENDPOINTS: dict[str, Any] = {"items": [ENDPOINT]}
NEW_ENDPOINT: dict[str, Any] = ENDPOINT | {
    "secret": "whsec_c2hvd24gb25jZSwgYW5kIG5vdCBhIHNlY3JldCBhdCBhbGw="
}
DELIVERY: dict[str, Any] = {
    "id": "dlv-77a",
    "event": "evt-01c",
    "type": "assignment.created",
    "endpoint": "end-5b0",
    "state": "waiting",
    "attempt": 0,
    "last_status": 500,
    "next_at": "2025-10-06T09:00:00.000+00:00",
    "delivered_at": None,
}
DELIVERIES: dict[str, Any] = {
    "items": [DELIVERY | {"state": "dead", "attempt": 10, "next_at": None}],
    "next": None,
}


def as_example(status: int, name: str, value: Any) -> dict[int | str, dict[str, Any]]:
    """Return an example of an answer, as a route declares it."""
    return {status: {"content": {"application/json": {"examples": {name: {"value": value}}}}}}
