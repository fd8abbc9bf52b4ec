"""What is asked of long work and what is told of it, as JSON."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.storage.clock import written
from api.storage.tables import JobRow

ID = r"^[A-Za-z0-9][A-Za-z0-9_.-]*$"
LONGEST_ID = 40
MOST_TEAMS, MOST_CASES = 500, 5000
LONGEST_SEARCH = 3600.0
State = Literal["queued", "running", "succeeded", "failed", "cancelled"]
Id = Annotated[str, Field(pattern=ID, max_length=LONGEST_ID)]


class PlanIn(BaseModel):
    """Which plan is wanted: of which teams, of which of their waiting cases or whose whole caseload,
    searched for how long.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    teams: list[Id] | None = Field(
        default=None, min_length=1, max_length=MOST_TEAMS, description="All of yours unless given."
    )
    cases: list[Id] | None = Field(
        default=None, min_length=1, max_length=MOST_CASES, description="All that wait unless given."
    )
    caseload_of: Id | None = Field(
        default=None,
        description="A worker all of whose open cases are to go to others; then no waiting case is"
        " planned, and `cases` names none.",
    )
    seconds: float = Field(
        default=10,
        ge=1,
        le=LONGEST_SEARCH,
        description="How long to search, roughly: counted in work, so that the same facts give the"
        " same plan.",
    )


class ProgressOut(BaseModel):
    """What a worker is doing, and for how many seconds it has had the job."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    step: str
    seconds: int


class PlanResultOut(BaseModel):
    """What came of a plan.

    `proposal`: where the plan is; null where no plan keeps every rule, and `why_none` says why.
    `cases` were asked for; `looked_at` wait with the same workers, so they count, but are proposed
    nothing; `helpers` are workers of other teams who share a case, and are given nothing new.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ending: str
    proposal: str | None
    cases: int
    looked_at: int
    helpers: int
    why_none: list[str]


class JobOut(BaseModel):
    """A job: how it stands, and what came of it.

    `problem` is a code word: `lost`, `memory`, `nothing-found`, `switched-off`,
    `too-large`, `unexpected`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: str
    state: State
    teams: list[str]
    attempt: int
    progress: ProgressOut | None
    result: PlanResultOut | None
    problem: str | None
    asked_at: str
    started_at: str | None
    finished_at: str | None


class JobsOut(BaseModel):
    """Jobs, newest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: list[JobOut]


class JobsQuery(BaseModel):
    """Which jobs to tell of."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: State | None = None
    limit: int = Field(default=50, ge=1, le=200)


class Nothing(BaseModel):
    """No parameters."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def job_out(row: JobRow) -> JobOut:
    """Return a row as it is told."""
    return JobOut(
        id=row.id,
        kind=row.kind,
        state=row.state,
        teams=sorted(row.teams),
        attempt=row.attempt,
        progress=ProgressOut(**row.progress) if row.progress else None,
        result=PlanResultOut(**row.result) if row.result else None,
        problem=row.problem,
        asked_at=written(row.created_at),
        started_at=None if row.started_at is None else written(row.started_at),
        finished_at=None if row.finished_at is None else written(row.finished_at),
    )
