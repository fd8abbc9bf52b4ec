"""What a refusal looks like: problem details (RFC 9457) with the place of every fault."""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.errors import Refusal
from planner.errors import BadRow

MEDIA_TYPE = "application/problem+json"


class Fault(BaseModel):
    """One thing wrong with the input: where it is and what is allowed there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str = Field(description="The record, such as workers[3]; or the part of the body.")
    row: int = Field(description="The line of the body where it is no JSON; otherwise 0.")
    column: str = Field(description="The field; empty where the record as a whole is meant.")
    problem: str = Field(description="What is wrong, as a sentence.")
    allowed: str = Field(description="What may stand there; empty where there is no more to say.")


class Problem(BaseModel):
    """A refusal, for people and for programs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: str = Field(description="A name that stays the same, for programs to compare.")
    title: str = Field(description="What kind of refusal it is.")
    status: int = Field(description="The HTTP status, repeated.")
    detail: str = Field(description="What is the matter this time, as a sentence.")
    faults: list[Fault] = Field(description="Every fault found, where the input is at fault.")


def refused(
    refusal: Refusal,
    detail: str,
    faults: Iterable[BadRow] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return the response that refuses."""
    problem = Problem(
        type=refusal.type,
        title=refusal.title,
        status=refusal.status,
        detail=detail,
        faults=[Fault(**vars(fault)) for fault in faults],
    )
    return Response(
        problem.model_dump_json(),
        refusal.status,
        {**(refusal.headers or {}), **(headers or {})},
        MEDIA_TYPE,
    )
