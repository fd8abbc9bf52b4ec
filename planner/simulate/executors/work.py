"""One replication away from here: its result, or why there is none in a form that travels."""

from collections.abc import Callable
from traceback import format_exc
from typing import Generic, TypeVar

from planner.errors import PlannerError

TRIES = 3  # so often a replication is begun before it is given up
Result = TypeVar("Result")


class Lost(PlannerError):
    """Replications cannot be had from where they are run."""


class Failed(RuntimeError):
    """A replication raised an error in another process; its traceback is the note."""


class Work(Generic[Result]):
    """What is run, so that whatever it raises can be sent back."""

    def __init__(self, run: Callable[[int], Result]) -> None:
        self.run = run

    def __call__(self, number: int) -> Result | Exception:
        """Return the replication, or the error it raised."""
        try:
            return self.run(number)
        except Exception as error:
            return _travelling(error, number)


def result_of(found: Result | Exception) -> Result:
    """Return what came back, or raise it where it is an error."""
    if isinstance(found, Exception):
        raise found
    return found


def _travelling(error: Exception, number: int) -> Exception:
    """Return the error as one of a kind that is pickled whole; a refusal stays one."""
    if isinstance(error, PlannerError):
        told: Exception = PlannerError(str(error))
    else:
        told = Failed(f"Replication {number}: {type(error).__name__}: {error}")
    told.add_note(format_exc())
    return told
