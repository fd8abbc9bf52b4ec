"""How a search is run in a process of its own, so that it can be killed and an answer is still there.

The process tells of each better plan as it finds one; so whatever ends it, the best plan known is at
hand, or else the greedy one. Nothing in it is asked to end: when the seconds are over it is killed,
whatever its engine is doing. A process with threads of its own is never forked; one without, such as a
command, is: that saves the child from loading everything again.
"""

import os
import pickle
import subprocess
import sys
from contextlib import suppress
from multiprocessing import get_context
from threading import Timer
from typing import Any, BinaryIO, cast

from planner.problem.arrays import Bools
from planner.program import Program
from planner.solve.child import Job, ready, serve
from planner.solve.engines import has_run
from planner.solve.insertion import greedy
from planner.solve.limits import limit
from planner.solve.outcome import Ending, Outcome

_MIB = 1 << 20
_SHARE, _LEAST = 0.93, 0.2  # of the seconds are searched; the rest, but so many, is to come to an end
_LEAST_SEARCH = 1.0


class _Late(Timer):
    """A timer that says whether it has fired."""

    fired = False

    def run(self) -> None:
        """Wait, then kill, unless cancelled."""
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.fired = True
            self.function()


class Apart:
    """A process for one search; killed when its block is left."""

    def __enter__(self) -> "Apart":
        return self

    def __exit__(self, *_: object) -> None:
        """Kill it."""
        self.kill()

    def search(
        self, program: Program, seconds: float, work: float | None = None, *, priced: bool = False
    ) -> Outcome:
        """Return what the search found until it ended or was killed.

        With `work` the units of work decide, and the seconds are only when it is killed. `priced`: as of
        `planner.solve.search`.
        """
        seconds = max(_LEAST_SEARCH, seconds)
        within = max(_LEAST_SEARCH, min(seconds * _SHARE, seconds - _LEAST))
        late = _Late(max(seconds, within + _LEAST), self.kill)
        job = Job(program, within, work, limit("memory_mib") * _MIB, priced)
        pipe = self._begin(job, late)
        known: tuple[Bools, int] | None = None
        try:
            while isinstance(told := _next(pipe), tuple):
                known = told
        finally:
            late.cancel()
        if isinstance(told, Outcome):
            return told
        return _without_end(program, known, in_time=late.fired and work is None)

    def kill(self) -> None:
        """End the process at once."""
        raise NotImplementedError

    def _begin(self, job: Job, late: Timer) -> BinaryIO:
        """Give the process its job, start the timer, and return where it answers."""
        raise NotImplementedError


class Started(Apart):
    """A process that starts afresh, and loads what it needs while the program is still being built."""

    def __init__(self) -> None:
        path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "planner.solve.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )

    def __exit__(self, *_: object) -> None:
        """Kill it and close its pipes."""
        self.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def kill(self) -> None:
        """End the process at once."""
        self.process.kill()

    def _begin(self, job: Job, late: Timer) -> BinaryIO:
        pipes = cast(BinaryIO, self.process.stdin), cast(BinaryIO, self.process.stdout)
        slow = Timer(limit("start_seconds"), self.kill)
        slow.start()
        _next(pipes[1])  # that it has begun
        slow.cancel()
        late.start()
        with suppress(OSError):  # dead already: found out by who reads
            pickle.dump(job, pipes[0], protocol=5)
            pipes[0].flush()
        return pipes[1]


class Forked(Apart):
    """A process forked when its search begins; only for a process without other threads."""

    def kill(self) -> None:
        """End the process at once."""
        if self.process is not None:
            self.process.kill()

    def __init__(self) -> None:
        self.process: Any = None

    def __exit__(self, *_: object) -> None:
        """Kill it and wait until it is gone."""
        self.kill()
        if self.process is not None:
            self.process.join()

    def _begin(self, job: Job, late: Timer) -> BinaryIO:
        ours, theirs = os.pipe()
        self.process = get_context("fork").Process(target=_in_fork, args=(job, ours, theirs))
        self.process.start()
        os.close(theirs)
        late.start()
        return os.fdopen(ours, "rb")


def apart(*, threads: bool) -> Apart:
    """Return a process for one search, for a caller with or without threads of its own.

    Where an engine has run already it may have left threads, so that nothing is forked either.
    """
    return Started() if threads or has_run() or sys.platform != "linux" else Forked()


def _in_fork(job: Job, ours: int, theirs: int) -> None:
    os.close(ours)
    answers = ready(theirs)
    os.close(theirs)
    serve(job, answers)


def _next(pipe: BinaryIO) -> Any:
    """Return what a child says next, None once it is gone."""
    try:
        return pickle.load(pipe)  # noqa: S301  (written by the child)
    except (EOFError, OSError, pickle.UnpicklingError):
        return None


def _without_end(program: Program, known: tuple[Bools, int] | None, *, in_time: bool) -> Outcome:
    """Return the plan that a dead child told of last, or else the greedy one, if it keeps the rules.

    A better plan than the greedy one, when the seconds were over (`in_time`), is what any search may end
    with: good. Everything else is a fallback.
    """
    first = greedy(program)
    greedy_cost = None if program.broken(first) else program.total(first)
    if known is None and greedy_cost is None:
        return Outcome(Ending.UNKNOWN, None, None, None)
    chosen, bound = known or (first, None)
    cost = program.total(chosen)
    good = in_time and known is not None and (greedy_cost is None or cost < greedy_cost)
    return Outcome(Ending.GOOD if good else Ending.FALLBACK, chosen, cost, bound, greedy_cost)
