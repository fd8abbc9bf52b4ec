"""WHERE REPLICATIONS ARE RUN: here, in processes of this machine, or on the machines of a cluster."""

from collections.abc import Callable, Generator, Iterable
from typing import TypeVar

from planner.simulate.executors.choice import (
    Cluster,
    Executor,
    Inline,
    Processes,
    UnknownExecutor,
    executor_of,
)
from planner.simulate.executors.work import Lost

__all__ = [
    "Cluster",
    "Executor",
    "Inline",
    "Lost",
    "Processes",
    "UnknownExecutor",
    "executor_of",
    "results",
]

Result = TypeVar("Result")


def results(
    run: Callable[[int], Result], numbers: Iterable[int], executor: Executor
) -> Generator[Result]:
    """Yield run(number) in the order of the numbers, whatever the executor.

    `run` decides by the number alone what comes out, so that every executor gives the same. `numbers`
    are taken as they are needed, and no more than a few results a process are held. Closed early or
    interrupted, it drops what is not done yet.

    Raises
    ------
    Lost
        A replication cannot be had: its process dies each time, or the cluster is not (or no longer)
        there, or would give other numbers. What was yielded before holds.
    """
    match executor:
        case Inline():
            yield from map(run, numbers)
        case Processes(count):
            from planner.simulate.executors.processes import in_processes

            yield from in_processes(run, numbers, count)
        case Cluster():
            from planner.simulate.executors.cluster import on_cluster

            yield from on_cluster(run, numbers, executor)
