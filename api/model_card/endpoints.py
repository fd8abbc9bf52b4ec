"""The door to the numbers behind every answer."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.openapi import TO_ANYBODY
from planner.domain import settings
from planner.risk.card import Card, sts_card
from planner.sourced import Sourced

router = APIRouter(prefix="/v1/model-card", tags=["model card"], responses=TO_ANYBODY)


class ModelCard(BaseModel):
    """The risk model and the shipped policy, number by number with where each is from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    warning: str = Field(description="What the risk model must not be used for. Read it first.")
    card: Card = Field(description="The risk model, by construct of the study.")
    policy: dict[str, Sourced] = Field(description="The settings an agency may change, by name.")


@router.get("", operation_id="readModelCard", summary="Read the model card")
def read_model_card() -> ModelCard:
    """Read which numbers stand behind every answer, and where each is from."""
    card = sts_card()
    return ModelCard(warning=card.warning, card=card, policy=settings())
