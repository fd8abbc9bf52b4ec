"""The doors for whoever keeps the service running."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from api.health import service
from api.openapi import TO_ANYBODY, TO_WHOEVER_WAITS

router = APIRouter(prefix="/v1/health", tags=["health"], responses=TO_ANYBODY)


class Health(BaseModel):
    """That all is well; that it is not, is said by the status."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    status: Literal["live", "ready"]


@router.get("/live", operation_id="isLive", summary="Does the service run?")
async def is_live() -> Health:
    """Say that the service runs; nothing is looked at."""
    return Health(status="live")


@router.get(
    "/ready",
    operation_id="isReady",
    summary="Can the service answer?",
    responses=TO_WHOEVER_WAITS,
)
def is_ready() -> Health:
    """Look whether the numbers load and a plan of one case can be made."""
    service.check_ready()
    return Health(status="ready")
