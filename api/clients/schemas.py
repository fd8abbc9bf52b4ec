"""What an API client that may call looks like on the wire."""

from typing import Annotated

from pydantic import Field

from api.access.permissions import CLIENT_VERBS
from api.access.wire import Teams
from api.http.wire import In, Out, Whole

MOST_DAYS = 90  # policy: a token nobody renews is over after that

Scope = Annotated[
    str,
    Field(json_schema_extra={"enum": sorted(CLIENT_VERBS)}, description="What the API client may do."),
]


class ApiClientIn(In):
    """An API client that is to call."""

    scopes: list[Scope] = Field(min_length=1, max_length=len(CLIENT_VERBS))
    teams: Teams = Field(min_length=1)
    days: Whole = Field(default=MOST_DAYS, ge=1, le=MOST_DAYS, description="Until its token is over.")


class ApiClientOut(Out):
    """An API client; its token is not kept and never told again."""

    id: str
    scopes: list[str]
    teams: list[str]
    expires_at: str
    revoked: bool
    used_at: str | None = Field(description="When it last called, to the hour.")
    version: int


class ApiClientsOut(Out):
    """A page of API clients, by id."""

    items: list[ApiClientOut]
    next: str | None = Field(description="Send it as `cursor` for the next page; null on the last.")


class ApiClientAddedOut(Out):
    """An API client and its token: shown this once."""

    api_client: ApiClientOut
    token: str | None = Field(description="Null where the answer is repeated.")
