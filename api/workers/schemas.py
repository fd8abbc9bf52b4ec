"""What the doors of workers say and take."""

from pydantic import Field

from api.facts.wire import WorkerFacts
from api.http.paging import Listed
from api.http.wire import In, Out


class WorkerOut(Out):
    """A worker."""

    id: str
    team: str
    enabled: bool = Field(description="Whether cases can be given to them.")
    open_cases: int = Field(description="Open cases they lead or support.")
    version: int
    changed_at: str
    facts: WorkerFacts


class WorkerIn(In):
    """A worker as they are to be."""

    facts: WorkerFacts = Field(description="As an entry of `workers` in an agency's JSON.")


WorkersOut = Listed[WorkerOut]
