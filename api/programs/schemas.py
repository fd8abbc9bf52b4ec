"""What a program that may call looks like on the wire."""

from typing import Annotated

from pydantic import Field

from api.access.permissions import CLIENT_VERBS
from api.access.wire import Teams
from api.http.wire import In, Out, Whole

MOST_DAYS = 90  # policy: a token nobody renews is over after that

Scope = Annotated[
    str,
    Field(json_schema_extra={"enum": sorted(CLIENT_VERBS)}, description="What the program may do."),
]


class ProgramIn(In):
    """A program that is to call."""

    scopes: list[Scope] = Field(min_length=1, max_length=len(CLIENT_VERBS))
    teams: Teams = Field(min_length=1)
    days: Whole = Field(default=MOST_DAYS, ge=1, le=MOST_DAYS, description="Until its token is over.")


class ProgramOut(Out):
    """A program; its token is not kept and never told again."""

    id: str
    scopes: list[str]
    teams: list[str]
    expires_at: str
    revoked: bool
    used_at: str | None = Field(description="When it last called, to the hour.")
    version: int


class ProgramsOut(Out):
    """A page of programs, by id."""

    items: list[ProgramOut]
    next: str | None = Field(description="Send it as `cursor` for the next page; null on the last.")


class ProgramAddedOut(Out):
    """A program and its token: shown this once."""

    program: ProgramOut
    token: str | None = Field(description="Null where the answer is repeated.")
