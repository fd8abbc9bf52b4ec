"""One request to one pinned address: whatever the other side does, it ends in time and is not read."""

import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import httpcore2

from api.outbox.guard import Network, Resolve, Target, resolved

CONNECT = 5.0
READ = 10.0
WHOLE = 15.0
"""Seconds: for the connection, for each wait, and for all of it."""


@dataclass(frozen=True)
class Way:
    """How events leave: own networks that were named, who resolves names, whom TLS trusts, the limit."""

    networks: tuple[Network, ...] = ()
    resolve: Resolve = resolved
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    whole: float = WHOLE


@dataclass(frozen=True)
class Reply:
    """What came back: a status, or None where nothing did; and the header Retry-After."""

    status: int | None
    retry_after: str = ""

    @property
    def taken(self) -> bool:
        """Whether the event was taken."""
        return self.status is not None and 200 <= self.status < 300  # noqa: PLR2004


def send(way: Way, target: Target, address: str, body: bytes, headers: Mapping[str, str]) -> Reply:
    """Send a body to an address, its name kept for the header Host and the certificate.

    A redirect is not followed, nothing in the environment leads it elsewhere, and of the answer only
    the status and Retry-After are looked at.
    """
    wait = min(READ, way.whole)
    timeouts = {"connect": min(CONNECT, way.whole), "read": wait, "write": wait, "pool": wait}
    url = httpcore2.URL(
        scheme=target.scheme.encode(),
        host=target.host.encode(),
        port=target.port,
        target=target.path.encode(),
    )
    sent = [("Host", target.name), *headers.items(), ("Content-Length", str(len(body)))]
    backend = _Pinned(address, monotonic() + way.whole)
    try:
        with (
            httpcore2.ConnectionPool(ssl_context=way.context, network_backend=backend) as pool,
            pool.stream(
                "POST", url, headers=sent, content=body, extensions={"timeout": timeouts}
            ) as answer,
        ):
            return Reply(answer.status, _retry_after(answer.headers))
    except (
        httpcore2.TimeoutException,
        httpcore2.NetworkError,
        httpcore2.ProtocolError,
        OSError,
    ):
        return Reply(None)


class _Pinned(httpcore2.NetworkBackend):
    """Connects to one address only, whatever name is asked for, until an instant."""

    def __init__(self, address: str, until: float) -> None:
        self._address = address
        self._until = until
        self._real = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        stream = self._real.connect_tcp(self._address, port, timeout, local_address, socket_options)
        return _Ending(stream, self._until)


class _Ending(httpcore2.NetworkStream):
    """A connection on which no wait goes beyond an instant."""

    def __init__(self, stream: httpcore2.NetworkStream, until: float) -> None:
        self._stream = stream
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = self._left(timeout, httpcore2.ConnectTimeout)
        return _Ending(self._stream.start_tls(ssl_context, server_hostname, left), self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _left(self, timeout: float | None, over: type[Exception]) -> float:
        left = self._until - monotonic()
        if left <= 0:
            raise over
        return left if timeout is None else min(left, timeout)


def _retry_after(headers: Iterable[tuple[bytes, bytes]]) -> str:
    found = (value for name, value in headers if name.lower() == b"retry-after")
    return next(found, b"").decode("latin-1").strip()
