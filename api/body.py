"""How a body is read: up to a limit while it arrives, as plain JSON that says only one thing."""

from collections.abc import Callable, Coroutine
from email.message import Message
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from api.errors import BodyTooLarge, NotJson, WrongContentType
from api.settings import Settings
from planner.errors import BadInput
from planner.intake import read_json

BODY = "body"
_LONGEST_LENGTH = 20  # digits
_QUICKLY_READ = 16_384  # bytes; to hand them to another thread takes longer than to read them


class JsonRequest(Request):
    """A request whose body is read strictly, once."""

    async def body(self) -> bytes:
        """Return the body, or raise BodyTooLarge as soon as it is known to be."""
        if not hasattr(self, "_read"):
            settings: Settings = self.app.state.settings
            self._read = await self._up_to(settings.max_body_bytes)
        return self._read

    @property
    def read_body(self) -> bytes:
        """The body as it was read; nothing before it was."""
        return getattr(self, "_read", b"")

    async def json(self) -> Any:
        """Return what the body says, or raise NotJson."""
        if not hasattr(self, "_said"):
            content = await self.body()
            quick = len(content) <= _QUICKLY_READ
            self._said = _said(content) if quick else await run_in_threadpool(_said, content)
        return self._said

    async def _up_to(self, most: int) -> bytes:
        declared = self.headers.get("content-length", "0")
        if not declared.isdecimal() or len(declared) > _LONGEST_LENGTH or int(declared) > most:
            raise _too_large(most)
        read = bytearray()
        async for chunk in self.stream():
            read += chunk
            if len(read) > most:
                raise _too_large(most)
        return bytes(read)


class JsonRoute(APIRoute):
    """A route whose body is looked at strictly before FastAPI sees it."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler that reads first."""
        handle = super().get_route_handler()

        async def read_and_handle(request: Request) -> Response:
            strict = JsonRequest(request.scope, request.receive)
            _check_content_type(strict)
            await strict.json()
            return await handle(strict)

        return read_and_handle


def _check_content_type(request: Request) -> None:
    header = Message()
    header["content-type"] = request.headers.get("content-type", "")
    charset = str(header.get_param("charset", "utf-8")).lower()
    if header.get_content_type() != "application/json" or charset not in ("utf-8", "utf8"):
        raise WrongContentType("Send the body as application/json, in UTF-8.")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise WrongContentType("Send the body as it is, not compressed.")


def _said(content: bytes) -> object:
    try:
        return read_json(content, BODY)
    except BadInput as error:
        raise NotJson(error.faults) from None


def _too_large(most: int) -> BodyTooLarge:
    return BodyTooLarge(f"At most {most:,} bytes are read.")
