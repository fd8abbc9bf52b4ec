"""A real server on loopback that takes events, and fails as asked."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from time import sleep
from typing import Any

from sqlmodel import col

from api.outbox.dispatcher import Dispatcher
from api.outbox.pace import Pace
from api.outbox.signing import new_secret, sealed_at
from api.outbox.wire import Way
from api.storage.tables import DeliveryRow, EndpointRow, EventRow
from api.storage.unit import Unit
from tests.service.places import KEYS, Place

LOOPBACK = (ip_network("127.0.0.0/8"),)
RESET, HANG, DRIP = -1, -2, -3
QUICK = Pace(schedule=(20,) * 12, lease=1_500, every=0.02)


@dataclass(frozen=True)
class Got:
    """What arrived."""

    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """Answers each request as `answer` says: a status, a status and headers, or a way to fail."""

    answer: Callable[[int], Any] = lambda _: 204
    got: list[Got] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    port: int = 0
    hang: float = 1.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"


@contextmanager
def receiving(receiver: Receiver) -> Iterator[Receiver]:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            with lock:
                receiver.got.append(Got(headers, body))
                said = receiver.answer(len(receiver.got))
            status, more = said if isinstance(said, tuple) else (said, {})
            if status in (RESET, HANG, DRIP):
                self._fail(status)
                return
            if 200 <= status < 300:
                with lock:
                    receiver.taken.append(headers["webhook-id"])
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _fail(self, how: int) -> None:
            self.close_connection = True
            if how == RESET:
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.connection.close()
            elif how == HANG:
                sleep(receiver.hang)
            else:
                try:
                    for byte in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 10_000:
                        self.wfile.write(bytes([byte]))
                        sleep(0.05)
                except OSError:
                    pass

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, *_: Any) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


def endpoint(place: Place, url: str, types: list[str] | None = None, **more: Any) -> tuple[str, str]:
    """Write an endpoint and return its id and secret."""
    secret, name = new_secret(), f"end-{abs(hash((url, place.store.clock()))):x}"[:20]

    def write(unit: Unit) -> None:
        sealed = KEYS.seal(secret, sealed_at("riverside", name))
        row = EndpointRow(
            agency="riverside", id=name, url=url, types=types or ["case.closed"], secret=sealed, **more
        )
        unit.add(row)

    place.store.write("riverside", write)
    return name, secret


def emit(place: Place, count: int = 1, type: str = "case.closed", **data: Any) -> list[str]:
    """Write events and return their ids."""

    def there(unit: Unit) -> list[str]:
        return [row.id for row in unit.all(EventRow)]

    def write(unit: Unit) -> None:
        for number in range(count):
            unit.emit(type, **(data or {"case": f"c-{number}"}))

    before = place.store.read("riverside", there)
    place.store.write("riverside", write)
    return [event for event in place.store.read("riverside", there) if event not in before]


def dispatcher(place: Place, pace: Pace = QUICK, **way: Any) -> Dispatcher:
    return Dispatcher(place.store, KEYS, Way(**({"networks": LOOPBACK} | way)), pace)


def stepped(place: Place, pace: Pace = QUICK, **way: Any) -> None:
    """Do one step of a dispatcher and wait for what it began."""
    sender = dispatcher(place, pace, **way)
    sender.step()
    sender.settle()
    sender.stop()


def deliveries(place: Place, **only: Any) -> list[DeliveryRow]:
    where = [col(getattr(DeliveryRow, name)) == value for name, value in only.items()]
    return place.store.read("riverside", lambda unit: unit.all(DeliveryRow, *where))
