"""Which executor a text such as `processes:4` or `dask://10.0.0.5:8786` means."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from os import cpu_count
from urllib.parse import urlsplit

from planner.errors import PlannerError

ALLOWED = "inline, processes, processes:N (N from 1 to 512), dask://HOST:PORT, tls://HOST:PORT"
_MOST = 512  # processes: beyond this the machine's own limits come first
_LONGEST = 60
_TRANSPORT = {"dask": "tcp", "tls": "tls"}


class UnknownExecutor(PlannerError):
    """An executor is asked for that does not exist."""

    def __init__(self, text: str) -> None:
        near = get_close_matches(text[:_LONGEST].lower(), ("inline", "processes"), 1)
        ask = f" Did you mean {near[0]}?" if near else ""
        super().__init__(f"There is no executor {text[:_LONGEST]!r}; these are: {ALLOWED}.{ask}")


@dataclass(frozen=True)
class Inline:
    """Here, one after the other."""

    def __str__(self) -> str:
        return "inline"


@dataclass(frozen=True)
class Processes:
    """In so many processes of this machine."""

    count: int

    def __str__(self) -> str:
        return f"processes:{self.count}"


@dataclass(frozen=True)
class Cluster:
    """On the workers of a Dask scheduler."""

    host: str
    port: int
    secure: bool = False  # by TLS, with the certificates that Dask's own settings name

    def __str__(self) -> str:
        return f"{'tls' if self.secure else 'dask'}://{self._place}"

    @property
    def address(self) -> str:
        """The scheduler as Dask names it."""
        return f"{'tls' if self.secure else 'tcp'}://{self._place}"

    @property
    def _place(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


Executor = Inline | Processes | Cluster


def executor_of(text: str) -> Executor:
    """Return the executor a text names; `processes` alone is one for each processor.

    Raises
    ------
    UnknownExecutor
        The text is none of those allowed.
    """
    if text == "inline":
        return Inline()
    if text == "processes":
        return Processes(min(cpu_count() or 1, _MOST))
    if many := re.fullmatch(r"processes:([1-9][0-9]{0,2})", text):
        if int(many[1]) <= _MOST:
            return Processes(int(many[1]))
    elif (cluster := _cluster(text)) is not None:
        return cluster
    raise UnknownExecutor(text)


def _cluster(text: str) -> Cluster | None:
    """Return the cluster a text names; None where it is no address of a scheduler, or says more."""
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _TRANSPORT or not host or not port:
        return None
    found = Cluster(host, port, secure=parts.scheme == "tls")
    return found if str(found) == text.lower() else None
