"""How replications are run in processes of this machine, without losing one where a process dies.

Children are forked from a process that has loaded what they need and nothing else, least of all
OR-Tools with its threads; where there is no such thing (Windows), each starts afresh. A child owns
one end of a pipe: when either side is gone, the other sees its end.
"""

import pickle
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from importlib import import_module
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from signal import Signals
from typing import Any, Generic, NamedTuple, TypeVar

from planner.simulate.executors.work import TRIES, Lost, Work, result_of

AHEAD = 4  # replications begun or held, for each process
_BEFORE_ALL = "planner.simulate.executors.child"
Result = TypeVar("Result")


class Job(NamedTuple):
    """A replication and its place in the order asked for."""

    place: int
    number: int


def in_processes(run: Callable[[int], Result], numbers: Iterable[int], count: int) -> Generator[Result]:
    """Yield run(number) in the order of the numbers from at most `count` processes.

    Raises
    ------
    Lost
        A replication's process died as often as it was begun.
    """
    children = _Children(run, count)
    jobs = (Job(place, number) for place, number in enumerate(numbers))
    found: dict[int, Result | Exception] = {}
    place = given = 0
    try:
        while True:
            while children.idle and (children.again or given < place + AHEAD * count):
                if children.again:
                    children.give(children.again.popleft())
                elif job := next(jobs, None):
                    children.give(job)
                    given += 1
                else:
                    break
            if place not in found and not children.busy:
                return
            found.update(children.answers(None if place not in found else 0))
            if place in found:
                yield result_of(found.pop(place))
                place += 1
    finally:
        children.end()


class _Child:
    """A process, our end of its pipe, and what it is doing."""

    def __init__(self, context: BaseContext, sent: bytes) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, sent), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()
        self.job: Job | None = None

    def end(self) -> int | None:
        """End the process at once; return its exit code."""
        self.process.kill()
        self.process.join()
        code: int | None = self.process.exitcode
        self.process.close()
        self.pipe.close()
        return code


class _Children(Generic[Result]):
    """The processes at work; `again` holds what has to be run again."""

    def __init__(self, run: Callable[[int], Result], most: int) -> None:
        self._sent = pickle.dumps(Work(run))
        self._context = _context(run)
        self._most = most
        self._all: list[_Child] = []
        self._tries: Counter[int] = Counter()
        self.again: deque[Job] = deque()

    @property
    def busy(self) -> int:
        """How many have something to do."""
        return sum(child.job is not None for child in self._all)

    @property
    def idle(self) -> bool:
        """Whether one has nothing to do, or one more may be started."""
        return self.busy < self._most

    def give(self, job: Job) -> None:
        """Give an idle child a job. A child that is dead already is found out as it does not answer."""
        child = next((child for child in self._all if not child.job), None)
        if child is None:
            child = _Child(self._context, self._sent)
            self._all.append(child)
        child.job = job
        with suppress(OSError):
            child.pipe.send(job.number)

    def answers(self, seconds: float | None) -> dict[int, Result | Exception]:
        """Return what has come back, by place. `seconds` to wait for it; None: until there is some."""
        doing = {child.pipe: (child, child.job) for child in self._all if child.job}
        found = {}
        for pipe in wait(list(doing), seconds):
            child, job = doing[pipe]  # type: ignore[index]
            try:
                found[job.place] = child.pipe.recv()
                child.job = None
            except (EOFError, OSError):
                self._mourn(child, job)
        return found

    def end(self) -> None:
        """End all children at once."""
        while self._all:
            self._all.pop().end()

    def _mourn(self, child: _Child, job: Job) -> None:
        """Have a dead child's job done again."""
        self._all.remove(child)
        code = child.end()
        self._tries[job.place] += 1
        if self._tries[job.place] >= TRIES:
            raise Lost(
                f"Replication {job.number} was begun {TRIES} times and its process ended each time"
                f" ({_ending(code)}). Memory may be short: try fewer processes, such as --executor"
                " processes:1."
            )
        self.again.append(job)


def _serve(pipe: "Connection[Any, Any]", sent: bytes) -> None:
    """Do in a child whatever comes through the pipe, until it is closed."""
    import_module(_BEFORE_ALL)
    work = pickle.loads(sent)  # noqa: S301  (written by the parent)
    with suppress(EOFError, OSError):
        while True:
            pipe.send(work(pipe.recv()))


def _context(run: Callable[[int], Any]) -> BaseContext:
    """Return how children are started, with what they need loaded before."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    module = getattr(run, "__module__", type(run).__module__)
    context.set_forkserver_preload([_BEFORE_ALL, module])
    return context


def _ending(code: int | None) -> str:
    return f"exit code {code}" if code is None or code >= 0 else f"killed by {Signals(-code).name}"
