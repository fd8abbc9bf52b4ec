"""The doors for whoever keeps the service running."""

from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter, HTTPException, Request
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from api.health import service
from api.metrics import Metrics
from api.openapi import TO_ANYBODY, TO_WHOEVER_WAITS
from api.storage.store import Store

router = APIRouter(prefix="/v1/health", tags=["health"], responses=TO_ANYBODY)
_THIS_MACHINE = frozenset({"127.0.0.1", "::1"})


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
def is_ready(request: Request) -> Health:
    """Look whether the numbers load, a plan of one case can be made, and the database answers."""
    service.check_ready()
    store: Store | None = getattr(request.app.state, "store", None)
    if store is not None:
        service.check_database(store.engine)
    return Health(status="ready")


def metrics_of(metrics: Metrics) -> APIRouter:
    """Return the door of the metrics, to this machine alone; to others it is not there."""
    door = APIRouter(prefix="/v1", include_in_schema=False)

    @door.get("/metrics")
    def read_metrics(request: Request) -> Response:
        if request.client is None or request.client.host not in _THIS_MACHINE:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return Response(metrics.written(), media_type=CONTENT_TYPE_LATEST)

    return door
