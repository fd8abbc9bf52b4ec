"""What an endpoint is handed: the limits of the running service."""

from typing import Annotated

from fastapi import Depends, Request

from api.limits import Limits


async def _limits(request: Request) -> Limits:
    limits: Limits = request.app.state.limits
    return limits


TheLimits = Annotated[Limits, Depends(_limits)]
