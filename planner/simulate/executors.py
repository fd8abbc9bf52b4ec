"""Where replications are run: here, one after the other, or in processes of this machine.

Whatever the executor, replication n meets the luck of seed and n: the numbers are the same.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from enum import StrEnum
from multiprocessing import get_context
from typing import Any, TypeVar

Result = TypeVar("Result")


class Executor(StrEnum):
    """The ways of running replications."""

    INLINE = "inline"
    PROCESSES = "processes"


def results(
    run: Callable[[int], Result], numbers: Iterable[int], executor: Executor
) -> Iterator[Result]:
    """Yield the results of replications in the order of their numbers."""
    if executor is Executor.INLINE:
        yield from map(run, numbers)
        return
    spawn = get_context("spawn")
    with ProcessPoolExecutor(mp_context=spawn, initializer=_keep, initargs=(run,)) as pool:
        yield from pool.map(_run_kept, numbers)


_KEPT: list[Callable[[int], Any]] = []


def _keep(run: Callable[[int], Any]) -> None:
    """Keep what a process runs, so that it is sent once and not with every replication."""
    _KEPT[:] = [run]


def _run_kept(number: int) -> Any:
    return _KEPT[0](number)
