"""How a contender works in a process of its own, so that it can be killed whatever its engine is doing.

The process leads a session of its own: Ctrl-C at the terminal reaches only the benchmark, which then
kills it with all that it started. Nothing is shared, so that no contender warms another's memory.
"""

import os
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any

STARTING = 300.0  # seconds to write a model out and to come to an end, beside those of an engine


@dataclass(frozen=True)
class Done:
    """What a call returned, None where it did not come to an end, and then why; its seconds and MiB."""

    value: Any
    seconds: float
    mib: int = 0
    why: str = ""


def in_a_child(call: Callable[..., Any], *given: Any, within: float, mib: int | None = None) -> Done:
    """Return what a call returns in a process that is killed after so many seconds.

    Its own seconds are counted in the process: its start and the sending of what is given are not.
    `mib`: the most memory it may ask for.
    """
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_called, args=(there, call, given, mib))
    begin = monotonic()
    child.start()
    there.close()
    try:
        if not here.poll(within):
            return Done(None, monotonic() - begin, why=f"killed after {within:g} s")
        done: Done = here.recv()
        return done
    except (EOFError, OSError):
        return Done(None, monotonic() - begin, why="its process died")
    finally:
        _end(child)
        here.close()


def _end(child: Any) -> None:
    """Kill a process and whatever it started."""
    with suppress(ProcessLookupError, PermissionError):
        if child.pid and os.getpgid(child.pid) == child.pid:
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()
    child.join()


def _called(
    answers: Connection, call: Callable[..., Any], given: tuple[Any, ...], mib: int | None
) -> None:
    os.setsid()
    if mib is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (mib << 20, mib << 20))
    begin = monotonic()
    try:
        value, why = call(*given), ""
    except MemoryError:
        value, why = None, f"more than {mib} MiB"
    except Exception as error:  # one contender's failure is a line of the table
        value, why = None, f"{type(error).__name__}: {error}"
    seconds = monotonic() - begin
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    answers.send(Done(value, seconds, most, why))
