"""What is sent of an event, and how it is signed: Standard Webhooks, thin payloads."""

import json
from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, datetime
from os import urandom

from standardwebhooks import Webhook

from api.storage.clock import SECOND, written
from api.storage.tables import EventRow

MOST_BYTES = 20_000
_SECRET = 32


def new_secret() -> str:
    """Return a new secret of an endpoint: `whsec_` and 256 random bits as base64."""
    return f"whsec_{b64encode(urandom(_SECRET)).decode()}"


def sealed_at(agency: str, endpoint: str) -> str:
    """Return the place at which the secrets of an endpoint open, and nowhere else."""
    return f"endpoint {agency} {endpoint}"


def payload(event: EventRow) -> str:
    """Return what is sent of an event: its type, when, and ids."""
    said = {"type": event.type, "timestamp": written(event.at), "data": event.data}
    return json.dumps(said, separators=(",", ":"), ensure_ascii=False)


def headers(id: str, body: str, now: int, secrets: Iterable[str]) -> dict[str, str]:
    """Return the headers of a delivery, signed with each secret that is good just now."""
    at = datetime.fromtimestamp(now // SECOND, UTC)
    return {
        "Content-Type": "application/json",
        "User-Agent": "Caseload",
        "webhook-id": id,
        "webhook-timestamp": str(now // SECOND),
        "webhook-signature": " ".join(Webhook(secret).sign(id, at, body) for secret in secrets),
    }
