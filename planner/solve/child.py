"""What the process of one search does: it tells of each better plan, and of how the search ended.

`planner.solve.apart` starts it, by this file's name or by a fork. What an engine prints goes nowhere;
Ctrl-C is left to the parent, whose end is also the child's.
"""

import os
import pickle
import signal
import sys
from dataclasses import dataclass
from threading import Thread
from time import sleep
from typing import Any, BinaryIO

from planner.problem.arrays import Bools
from planner.program import Program
from planner.solve.clock import Clock, WorkClock
from planner.solve.search import search


@dataclass(frozen=True)
class Job:
    """What a child is asked: a program, seconds or work, memory in bytes, and if prices are wanted."""

    program: Program
    seconds: float
    work: float | None
    memory: int
    priced: bool


def serve(job: Job, answers: BinaryIO) -> None:
    """Search once and send what is found, as soon as it is."""
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    _limit_memory(job.memory)

    def told(chosen: Bools, bound: int) -> None:
        _send(answers, (chosen, bound))

    try:
        clock = Clock(job.seconds) if job.work is None else WorkClock(job.work)
        outcome = search(job.program, clock, told=told, priced=job.priced)
    except MemoryError:
        return  # the parent sees the end of the pipe, as where the process is killed
    _send(answers, outcome)


def ready(descriptor: int) -> BinaryIO:
    """Return where answers go, once Ctrl-C and what is printed are nothing to this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(descriptor), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def _send(answers: BinaryIO, what: Any) -> None:
    pickle.dump(what, answers, protocol=5)
    answers.flush()


def _end_with(parent: int) -> None:
    """End soon after the parent is gone."""
    while os.getppid() == parent:
        sleep(1.0)
    os._exit(1)


def _limit_memory(most: int) -> None:
    """Have what asks for more address space fail; where there is no such limit, nothing."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))


if __name__ == "__main__":
    where = ready(1)
    _send(where, "ready")
    serve(pickle.load(sys.stdin.buffer), where)  # noqa: S301  (written by the parent)
