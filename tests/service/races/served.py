"""The service in processes of its own, on the loopback, and clients of people signed in to it."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import local
from typing import Any

import httpx2

from tests.service.places import Place

_LIFE = Path(__file__).with_name("life.py")
_PATIENCE = 120.0
_QUEUE = 512


class Served:
    """A listening socket, and the processes that serve from it."""

    def __init__(self, address: str, processes: int) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=_QUEUE)
        self.base = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
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


class Caller:
    """A person's client over real HTTP; each thread has its own connection."""

    def __init__(self, base: str, place: Place, role: str, worker: str | None = None) -> None:
        self._base = base
        teams = () if role == "worker" else ("north",)
        self._token = place.person(role, teams, worker=worker).headers["authorization"]
        self._mine = local()

    def post(self, path: str, body: Any, headers: dict[str, str]) -> httpx2.Response:
        """Send a POST."""
        if not hasattr(self._mine, "client"):
            self._mine.client = httpx2.Client(
                base_url=self._base, headers={"Authorization": self._token}, timeout=_PATIENCE
            )
        client: httpx2.Client = self._mine.client
        return client.post(path, json=body, headers=headers)
