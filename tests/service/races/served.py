"""The service in processes of its own, on the loopback, and clients of people signed in to it."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPMessage
from pathlib import Path
from select import select
from threading import local
from typing import Any

from tests.service.places import Place

_LIFE = Path(__file__).with_name("life.py")
_PATIENCE = 120.0
_QUEUE = 512


class Lost(Exception):
    """A connection ended without an answer."""


class Served:
    """A listening socket, and the processes that serve from it."""

    def __init__(self, address: str, processes: int) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=_QUEUE)
        self.port: int = self.socket.getsockname()[1]
        number = self.socket.fileno()
        self.hosts = [
            subprocess.Popen(
                [sys.executable, _LIFE, address, str(number)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                pass_fds=[number],
                text=True,
            )
            for _ in range(processes)
        ]

    def begin(self, life: str = "long") -> list[int]:
        """Begin a life in each process; return their numbers."""
        return [int(self._asked(host, life)) for host in self.hosts]

    def kill(self, pids: list[int]) -> None:
        """Kill lives that have not ended."""
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        self.over()

    def over(self) -> None:
        """Wait until the lives have ended."""
        for host in self.hosts:
            assert host.stdout is not None
            assert host.stdout.readline().strip() == "over"

    def end(self) -> None:
        """End every process."""
        for host in self.hosts:
            host.kill()
            host.wait()
        self.socket.close()

    def _asked(self, host: "subprocess.Popen[str]", life: str) -> str:
        assert host.stdin is not None
        assert host.stdout is not None
        host.stdin.write(life + "\n")
        host.stdin.flush()
        return host.stdout.readline()


@contextmanager
def served(address: str, processes: int = 1) -> Iterator[Served]:
    """Yield the service on a database, not yet begun."""
    found = Served(address, processes)
    try:
        yield found
    finally:
        found.end()


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status_code: int
    headers: HTTPMessage
    content: bytes

    @property
    def is_success(self) -> bool:
        """Whether it was done."""
        return self.status_code < 300

    @property
    def text(self) -> str:
        """The body as text."""
        return self.content.decode()

    def json(self) -> Any:
        """Return the body's value."""
        return json.loads(self.content)


class Caller:
    """A person's client over real HTTP; each thread has its own connection."""

    def __init__(self, at: Served, place: Place, role: str, worker: str | None = None) -> None:
        self._port = at.port
        teams = () if role == "worker" else ("north",)
        token = place.person(role, teams, worker=worker).headers["authorization"]
        self._headers = {"Authorization": token, "Content-Type": "application/json"}
        self._mine = local()

    def post(self, path: str, body: Any, headers: dict[str, str]) -> Answered:
        """Send a POST, once.

        Raises
        ------
        Lost
            The connection ended before there was an answer.
        """
        sent = None if body is None else json.dumps(body)
        connection = self._still_open() or HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        self._mine.connection = None
        try:
            connection.request("POST", path, sent, self._headers | headers)
            answer = connection.getresponse()
            read = Answered(answer.status, answer.headers, answer.read())
        except (OSError, HTTPException) as error:
            connection.close()
            raise Lost from error
        self._mine.connection = connection
        return read

    def _still_open(self) -> HTTPConnection | None:
        """Return this thread's connection, unless the other end has closed it: then it can be read."""
        kept: HTTPConnection | None = getattr(self._mine, "connection", None)
        if kept is None or (kept.sock is not None and not select([kept.sock], [], [], 0)[0]):
            return kept
        kept.close()
        return None
