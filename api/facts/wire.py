"""What the wire types of facts have in common: codes in paths, and facts the planner's intake reads."""

from typing import Annotated, Any, TypeAlias

from fastapi import Path

from api.stateless.schemas import ReadLater
from planner.intake import CaseRow, ExposureRow, ReferralTypeRow, TeamRow, WorkerRow

ACode: TypeAlias = Annotated[
    str, Path(pattern="^[a-z0-9][a-z0-9_-]{0,39}$", max_length=40, description="A code.")
]

TeamFacts: TypeAlias = Annotated[dict[str, Any], ReadLater(TeamRow)]
ReferralTypeFacts: TypeAlias = Annotated[dict[str, Any], ReadLater(ReferralTypeRow)]
WorkerFacts: TypeAlias = Annotated[dict[str, Any], ReadLater(WorkerRow)]
CaseFacts: TypeAlias = Annotated[dict[str, Any], ReadLater(CaseRow)]
ExposureFacts: TypeAlias = Annotated[dict[str, Any], ReadLater(ExposureRow)]
