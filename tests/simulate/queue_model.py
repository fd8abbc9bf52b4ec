"""What does a small agency come to as a textbook queue in simpy, decided day by day or once a week?

It knows nothing of Caseload: cases come in on given days and take given weeks; alike workers have room
for so many at once; who waits longest comes first, and goes to whoever has the fewest. Within a day a
case comes in, is given out, and is counted, in this order; a week begins with closing what is over.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import simpy

from planner.problem.arrays import Ints

GIVEN_OUT = 0.5  # of a day
COUNTED = 0.9


@dataclass
class Queue:
    """The queue while it is simulated: T weeks, W workers."""

    days: Sequence[int]
    lives: Sequence[int]  # weeks
    workers: int
    room: int  # cases at once for each worker
    every: int  # days between decisions
    weeks: int
    env: simpy.Environment = field(default_factory=simpy.Environment)
    waiting: list[int] = field(default_factory=list)
    given_day: dict[int, int] = field(default_factory=dict)
    rows: list[tuple[int, list[int]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.held = [simpy.Resource(self.env, self.room) for _ in range(self.workers)]
        for case, day in enumerate(self.days):
            self.env.process(self._comes(case, day))
        self.env.process(self._gives_out())
        self.env.process(self._counts())
        self.env.run(until=7 * self.weeks)

    @property
    def open(self) -> Ints:
        """Cases of each worker at the end of each week, shape (T, W)."""
        return np.array([row[1] for row in self.rows])

    @property
    def left_waiting(self) -> Ints:
        """Cases that wait at the end of each week, shape (T,)."""
        return np.array([row[0] for row in self.rows])

    def _comes(self, case: int, day: int) -> Generator[simpy.Event, Any, None]:
        yield self.env.timeout(day)
        self.waiting.append(case)

    def _gives_out(self) -> Generator[simpy.Event, Any, None]:
        yield self.env.timeout(GIVEN_OUT)
        while True:
            while self.waiting:
                fewest = min(range(self.workers), key=lambda worker: self.held[worker].count)
                if self.held[fewest].count == self.room:
                    break
                self.env.process(self._is_open(self.waiting.pop(0), self.held[fewest]))
                yield self.env.timeout(0)  # so that it counts for the next choice
            yield self.env.timeout(self.every)

    def _is_open(self, case: int, worker: simpy.Resource) -> Generator[simpy.Event, Any, None]:
        with worker.request() as place:
            yield place
            self.given_day[case] = int(self.env.now)
            week = self.given_day[case] // 7
            yield self.env.timeout(7 * (week + self.lives[case]) - self.env.now)

    def _counts(self) -> Generator[simpy.Event, Any, None]:
        yield self.env.timeout(6 + COUNTED)
        while True:
            self.rows.append((len(self.waiting), [worker.count for worker in self.held]))
            yield self.env.timeout(7)
