"""What the wire types of facts have in common: closed, frozen, and facts the planner's intake reads."""

from typing import Annotated, Any, TypeAlias

from fastapi import Path
from pydantic import BaseModel, ConfigDict

from api.stateless.schemas import ReadLater
from planner.intake import CaseRow, ExposureRow, ReferralTypeRow, TeamRow, WorkerRow

OPAQUE = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$"

AnId: TypeAlias = Annotated[str, Path(pattern=OPAQUE, max_length=40, description="An opaque id.")]
ACode: TypeAlias = Annotated[
    str, Path(pattern="^[a-z0-9][a-z0-9_-]{0,39}$", max_length=40, description="A code.")
]

TeamFacts: TypeAlias = Annotated[dict[str, Any], ReadLater(TeamRow)]
ReferralTypeFacts: TypeAlias = Annotated[dict[str, Any], ReadLater(ReferralTypeRow)]
WorkerFacts: TypeAlias = Annotated[dict[str, Any], ReadLater(WorkerRow)]
CaseFacts: TypeAlias = Annotated[dict[str, Any], ReadLater(CaseRow)]
ExposureFacts: TypeAlias = Annotated[dict[str, Any], ReadLater(ExposureRow)]


class Wire(BaseModel):
    """What goes in or out."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)
