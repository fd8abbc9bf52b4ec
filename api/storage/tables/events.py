"""Events on their way out of the house: what happened, who wants to know, and each delivery."""

from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from api.storage.tables.base import (
    KEY,
    Keyed,
    Versioned,
    belongs_to,
    document,
    instant,
    one_of,
    sought_by,
)


class EventRow(Keyed, table=True):
    """Something that happened: its type and ids; written with its cause in one transaction."""

    __tablename__ = "event"
    __table_args__ = sought_by("event", "sorted")

    type: str = Field(max_length=KEY)
    at: int = instant()
    data: dict[str, Any] = document()
    sorted: bool = False  # whether its deliveries have been written


class EndpointRow(Versioned, table=True):
    """Where events of some types are sent. Secrets are sealed; the former signs too until it ends.

    `program` is the program it belongs to; what that may not read is not sent there.
    """

    __tablename__ = "endpoint"

    url: str = Field(max_length=500)
    types: list[str] = document(list)
    secret: str = Field(max_length=500)
    former_secret: str | None = Field(default=None, max_length=500)
    former_until: int = instant()
    program: str | None = Field(default=None, max_length=KEY)
    enabled: bool = True


class DeliveryRow(Versioned, table=True):
    """One event on its way to one endpoint."""

    __tablename__ = "delivery"
    __table_args__ = (
        one_of("state", "waiting", "sending", "delivered", "dead"),
        belongs_to("event", "event"),
        belongs_to("endpoint", "endpoint"),
        *sought_by("delivery", "state"),
        Index("delivery_due", "agency", "endpoint", "state"),
    )

    event: str = Field(max_length=KEY)
    endpoint: str = Field(max_length=KEY)
    state: str = Field(default="waiting", max_length=KEY)
    attempt: int = 0
    next_at: int = instant()
    owner: str | None = Field(default=None, max_length=KEY)
    lease_until: int = instant()
    last_status: int | None = None
    delivered_at: int | None = instant(None)
