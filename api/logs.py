"""What the service writes about each request: ids, the template of its route, a status, a time."""

import logging
import sys
from collections.abc import MutableMapping
from time import perf_counter
from typing import Any

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.metrics import Metrics
from api.storage.ids import new_id

HEADER = "X-Request-Id"
FIELDS = frozenset(
    {"event", "level", "timestamp", "request", "actor", "method", "route", "status", "milliseconds"}
)
"""The fields a line may have; whatever else is said is dropped."""

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_NO_ROUTE = "none"
_BROKEN_OFF = 499
_LOG = logging.getLogger("caseload.requests")


def _allowed(_: Any, __: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: value for name, value in fields.items() if name in FIELDS}


TOLD: Any = structlog.wrap_logger(
    _LOG,
    processors=[
        structlog.stdlib.filter_by_level,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _allowed,
        structlog.processors.JSONRenderer(sort_keys=True),
    ],
    wrapper_class=structlog.stdlib.BoundLogger,
)
"""The log of requests; each line is a JSON object."""


def to_stderr() -> None:
    """Let the lines out, one each, on the error stream."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    _LOG.handlers = [handler]
    _LOG.propagate = False
    _LOG.setLevel(logging.INFO)


_NOBODYS_BUSINESS = frozenset({"/self-check"})
"""That a worker looks at their own risk is not even counted."""
_TOLD_AS = {"/v1/asks/{id}/decline": "/v1/asks/{id}/accept"}
"""How a worker answers is told as one thing, so that nobody counts declines."""


class Told:
    """Write a line for each request and count it; never a path, a query, a header or a body.

    The caller gets the line's id in the header X-Request-Id; one sent in is not used.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, began, status = new_id("req"), perf_counter(), _BROKEN_OFF
        scope.setdefault("state", {})

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = request
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        finally:
            self._tell(scope, request, status, perf_counter() - began)

    def _tell(self, scope: Scope, request: str, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", _NO_ROUTE)
        method = scope["method"] if scope["method"] in _METHODS else "other"
        if route in _NOBODYS_BUSINESS:
            return
        route = _TOLD_AS.get(route, route)
        self._metrics.asked(method, route, status, seconds)
        TOLD.info(
            "request",
            request=request,
            actor=scope["state"].get("actor"),
            method=method,
            route=route,
            status=status,
            milliseconds=round(seconds * 1000),
        )
