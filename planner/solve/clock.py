"""How much a search may still do: seconds of wall time, or work that does not depend on time."""

from math import ceil
from threading import Lock
from time import monotonic

_UNITS = 1000  # of work in a nominal second
_LINES, _ITERATION, _ITERATION_ENTRY = 1.0, 0.05, 6e-7  # units of a linear program
_WHOLE, _WHOLE_ENTRY, _NODE_SHARE = 20.0, 0.015, 0.05  # units of a whole one
_SET = 0.001  # units of a set looked at
_NODES, _ITERATIONS = 1_000_000, 10_000_000  # never more


class Clock:
    """Counts down from some seconds; what engines did is nothing to it."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds

    @staticmethod
    def of(limit: "Clock | float") -> "Clock":
        """Return a limit as a clock: seconds begin now."""
        return limit if isinstance(limit, Clock) else Clock(limit)

    @property
    def by_work(self) -> bool:
        """Whether it counts work, not time."""
        return False

    def left(self) -> float:
        """Return the seconds left, 0 or more."""
        return max(0.0, self._end - monotonic())

    def at_most(self, seconds: float) -> "Clock":
        """Return a clock of a part, which has so many seconds, but ends no later than this one."""
        return Clock(min(seconds, self.left()))

    def allows(self, sets: int) -> bool:
        """Whether there is enough left to look at so many sets of arcs."""
        return self.left() * _UNITS >= _SET * sets

    def part(self, share: float) -> "Clock":
        """Return a clock of a part, which has a share of what is left."""
        return self.at_most(self.left() * share)

    def lines(self, entries: int) -> dict[str, float | int]:
        """Return the limit of a linear program with so many entries, as the engine takes it."""
        return {"time_limit": max(0.1, self.left())}

    def whole(self, entries: int) -> dict[str, float | int]:
        """Return the limit of a program in whole numbers, as the engine takes it."""
        return {"time_limit": max(0.1, self.left())}

    def lines_done(self, entries: int, iterations: int) -> None:
        """Note that a linear program was solved in so many iterations."""

    def whole_done(self, entries: int, nodes: int) -> None:
        """Note that a program in whole numbers was solved with so many nodes."""

    def looked_at(self, sets: int) -> None:
        """Note that so many sets of arcs were looked at."""

    def counted(self, seconds: float) -> None:
        """Note that an engine has worked so many deterministic seconds, as it counts them itself."""


class WorkClock(Clock):
    """Counts down from some units of work: the same program and limit always take the same way.

    A unit is about a thousandth of a second, for a rough idea only. An engine's call is charged by its
    entries and its iterations or nodes, a listing by the sets looked at; wall time is never asked. A
    part's work counts in the whole too; sums of whole numbers do not depend on the order in which
    threads add to them.
    """

    def __init__(self, work: float, whole: "WorkClock | None" = None) -> None:
        self._left, self._of, self._lock = round(work * _UNITS), whole, Lock()

    @property
    def by_work(self) -> bool:
        """Whether it counts work, not time."""
        return True

    def left(self) -> float:
        """Return the nominal seconds left, 0 or more."""
        return max(0, self._left) / _UNITS / _UNITS

    def at_most(self, seconds: float) -> "WorkClock":
        """Return a clock of a part, which has so many nominal seconds, but no more than are left."""
        return WorkClock(min(seconds, self.left()) * _UNITS, self)

    def lines(self, entries: int) -> dict[str, float | int]:
        """Return how many iterations are left at most, 100 at least."""
        most = self.left() * _UNITS / (_ITERATION + entries * _ITERATION_ENTRY)
        return {"maxiter": min(_ITERATIONS, max(100, int(most)))}

    def whole(self, entries: int) -> dict[str, float | int]:
        """Return how many nodes are left at most, one at least."""
        most = self.left() * _UNITS / ((_WHOLE + entries * _WHOLE_ENTRY) * _NODE_SHARE)
        return {"node_limit": min(_NODES, max(1, int(most)))}

    def lines_done(self, entries: int, iterations: int) -> None:
        """Charge a linear program."""
        self._spend(_LINES + iterations * (_ITERATION + entries * _ITERATION_ENTRY))

    def whole_done(self, entries: int, nodes: int) -> None:
        """Charge a program in whole numbers: its root, and a part of that for each further node."""
        self._spend((_WHOLE + entries * _WHOLE_ENTRY) * (1 + _NODE_SHARE * max(0, nodes - 1)))

    def looked_at(self, sets: int) -> None:
        """Charge a listing."""
        self._spend(_SET * sets)

    def counted(self, seconds: float) -> None:
        """Charge an engine that counts its own work, and its being called."""
        self._spend(_LINES + seconds * _UNITS)

    def _spend(self, work: float) -> None:
        thousandths = ceil(work * _UNITS)
        with self._lock:
            self._left -= thousandths
        if self._of is not None:
            self._of._spend(work)
