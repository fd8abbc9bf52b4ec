"""What every request passes on its way in, and every response on its way out."""

import logging
from collections.abc import Sequence
from traceback import extract_tb

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import REFUSALS, UnknownHost
from api.handlers import unexpected
from api.problem import refused

_LOG = logging.getLogger("caseload")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeaders:
    """Tell browsers to guess nothing, keep nothing, pass nothing on and show it in no frame.

    A page for people brings a content policy of its own; nothing else of these can be changed.
    """

    def __init__(self, app: ASGIApp, scripts: bool) -> None:
        self._app = app
        policy = "frame-ancestors 'none'" if scripts else "default-src 'none'; frame-ancestors 'none'"
        self._policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                headers.setdefault("Content-Security-Policy", self._policy)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class NothingSaid:
    """Answer an error nobody expected without a word of it; the log has its kind and place only.

    An error's message may hold what was sent in, so it goes nowhere.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_noted(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        except ClientDisconnect:
            return  # nobody is left to answer
        except Exception as error:
            frames = extract_tb(error.__traceback__)
            places = " < ".join(f"{f.filename}:{f.lineno}" for f in reversed(frames))
            _LOG.error("%s at %s", type(error).__name__, places)
            if not started:
                await unexpected()(scope, receive, send)


class KnownHosts:
    """Refuse a request for another host, as a page sends that rebinds its name."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _host(scope) not in self._hosts:
            response = refused(REFUSALS[UnknownHost], "The header Host names another service.")
            await response(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _host(scope: Scope) -> str:
    named = [value for name, value in scope["headers"] if name == b"host"]
    if len(named) != 1:
        return ""
    host: str = named[0].decode("latin-1").lower()
    return host[: host.find("]") + 1] if host.startswith("[") else host.partition(":")[0]
