"""What the doors of cases say and take."""

from typing import Annotated, Literal, TypeAlias

from fastapi import Query
from pydantic import Field

from api.facts.wire import CaseFacts
from api.http.paging import Listed
from api.http.wire import ID, In, Out

State: TypeAlias = Literal["waiting", "open", "closed"]
TheState: TypeAlias = Annotated[State | None, Query(description="Only cases in this state.")]

_TEAM = Field(pattern="^[a-z0-9][a-z0-9_-]{0,39}$", description="The team whose case it is.")


class CaseOut(Out):
    """A case."""

    id: str
    state: State
    team: str
    holder: str | None = Field(description="Who answers for it while it waits, or did.")
    closed_on: str | None
    version: int
    changed_at: str
    facts: CaseFacts


class CaseIn(In):
    """A new case: it waits, and somebody holds it."""

    team: str = _TEAM
    holder: str = Field(
        pattern=ID, description="The worker who answers for it while it waits; never nobody."
    )
    facts: CaseFacts = Field(description="As an entry of `cases` in an agency's JSON.")


class CaseChange(In):
    """A case as it is to be; of an open one, team and holder stay."""

    team: str = _TEAM
    holder: str | None = Field(pattern=ID, description="As it was told; not null while it waits.")
    facts: CaseFacts = Field(description="As an entry of `cases` in an agency's JSON.")


CasesOut = Listed[CaseOut]
