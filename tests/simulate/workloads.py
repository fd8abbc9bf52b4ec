"""What executors are given to run in tests: quick work that leaves a trace, dies, refuses or breaks."""

import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from planner.errors import UnknownReference


@dataclass(frozen=True)
class Telling:
    """Leaves a file for each replication begun, and another once it is done."""

    folder: Path
    seconds: float = 0.0

    def __call__(self, number: int) -> int:
        (self.folder / f"begun-{number}-{os.getpid()}").touch()
        time.sleep(self.seconds)
        (self.folder / f"done-{number}").touch()
        return number * number

    def of(self, what: str) -> list[str]:
        """Return the files of a kind."""
        return sorted(path.name for path in self.folder.glob(f"{what}-*"))


@dataclass(frozen=True)
class Deadly(Telling):
    """Kills its own process at one number, so many times."""

    number: int = 3
    times: int = 1

    def __call__(self, number: int) -> int:
        if number == self.number and len(self.of("killed")) < self.times:
            (self.folder / f"killed-{len(self.of('killed'))}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(number)


def refused(number: int) -> int:
    """Refuse a number, with an error that cannot be pickled whole."""
    raise UnknownReference("case", f"c-{number}", "week.csv")


def broken(number: int) -> int:
    """Fail as only a mistake in the code does."""
    return 1 // (number - number)


def threads_and_signals(number: int) -> tuple[str | None, bool, bool]:
    """Return a process's threads for arithmetic, whether it is deaf to Ctrl-C, and has OR-Tools."""
    deaf = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    return os.environ.get("OPENBLAS_NUM_THREADS"), deaf, "ortools" in sys.modules
