"""Endpoints and deliveries on the wire."""

from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from api.http.wire import example
from api.outbox.guard import LONGEST_URL, PLAIN_URL
from api.outbox.types import EventType

State: TypeAlias = Literal["waiting", "sending", "delivered", "dead"]
MOST = 200
_TYPES = {each.value for each in EventType}


class _Wire(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _known(text: str) -> str:
    if text not in _TYPES:
        raise ValueError("there is no such type of event")
    return text


def _once(types: list[str]) -> list[str]:
    return sorted(set(types))


Type: TypeAlias = Annotated[
    str,
    AfterValidator(_known),
    Field(max_length=40, json_schema_extra={"enum": [each.value for each in EventType]}),
]
Types: TypeAlias = Annotated[
    list[Type],
    Field(min_length=1, max_length=len(EventType), description="Of which events it is told."),
    AfterValidator(_once),
]
Url: TypeAlias = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST_URL,
        description="A plain https address.",
        json_schema_extra={"pattern": f"^{PLAIN_URL}$"},
    ),
]
Program: TypeAlias = Annotated[
    str | None,
    Field(max_length=40, description="The program it belongs to; what that may not read is not sent."),
]


class EndpointIn(_Wire):
    """A new place that events are sent to."""

    model_config = example(url="https://example.org/hook", types=["proposal.accepted"], program=None)

    url: Url
    types: Types
    program: Program = None


class EndpointChange(_Wire):
    """What changes about it; what is left out stays."""

    url: Url | None = None
    types: Types | None = None
    enabled: bool | None = None


class EndpointOut(_Wire):
    """A place that events are sent to."""

    id: str
    url: str
    types: list[str]
    program: str | None
    enabled: bool
    former_secret_until: str | None = Field(
        description="Until when the former secret signs as well; null where there is none."
    )
    version: int


class NewEndpointOut(EndpointOut):
    """The same with its secret, which is shown this once."""

    secret: str | None = Field(description="Shown once; null where the request is repeated.")


class EndpointsOut(_Wire):
    """All places that events are sent to."""

    items: list[EndpointOut]


class Deliveries(BaseModel):
    """Which deliveries to read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    state: State | None = Field(default=None, description="Only those in this state.")
    after: str = Field(default="", max_length=40, description="The `next` of the page before.")
    limit: int = Field(default=50, ge=1, le=MOST, description="How many at most.")


class DeliveryOut(_Wire):
    """One event on its way to one endpoint."""

    id: str
    event: str = Field(description="The header webhook-id; whoever sees it twice drops the second.")
    type: str
    endpoint: str
    state: State
    attempt: int
    last_status: int | None = Field(description="What the endpoint answered last; null for nothing.")
    next_at: str | None = Field(description="When it is tried next, while it waits.")
    delivered_at: str | None


class DeliveriesOut(_Wire):
    """A page of deliveries."""

    items: list[DeliveryOut]
    next: str | None = Field(description="The next page's `after`; null where nothing is left.")
