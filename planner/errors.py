"""What can go wrong, in words a supervisor could act on; nothing here knows HTTP."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

_LONGEST_ID = 40


class PlannerError(Exception):
    """Anything the planner refuses, with the reason."""


@dataclass(frozen=True)
class BadRow:
    """One thing wrong with the input: where it is and what is allowed there.

    `row` counts as a spreadsheet does (the header is row 1); 0 means the file as a whole.
    """

    file: str
    row: int
    column: str
    problem: str
    allowed: str = ""

    def __str__(self) -> str:
        place = self.file
        if self.row:
            place += f", row {self.row}"
        if self.column:
            place += f", column {self.column}"
        return f"{place}: {self.problem}" + (f" Allowed: {self.allowed}." if self.allowed else "")


class BadInput(PlannerError):
    """The agency cannot be read; every fault found is listed and nothing was read in part."""

    def __init__(self, faults: Sequence[BadRow]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        super().__init__(
            f"{count} problem{'s' if count != 1 else ''} in the input; nothing was read.\n"
            + "\n".join(f"- {fault}" for fault in self.faults)
        )


class UnknownReference(PlannerError):
    """A question names a worker or case that is not in the agency."""

    def __init__(self, kind: str, id: str, mentioned_by: str, known: Iterable[str] = ()) -> None:
        near = get_close_matches(id, known, 1) if len(id) <= _LONGEST_ID else ()
        ask = f"; did you mean {near[0]}?" if near else "."
        super().__init__(f"{mentioned_by} mentions {kind} {id!r}, which is not in the agency{ask}")


class KeptCase(UnknownReference):
    """A question is about an open case of which nothing is decided."""

    def __init__(self, case: str, worker: str) -> None:
        PlannerError.__init__(
            self,
            f"{case} is open with {worker} and is kept; only new cases and open ones that may move are"
            " planned.",
        )


class BadValue(PlannerError):
    """A value given to a question cannot be used."""


class UnsourcedNumber(PlannerError):
    """A number in a data file does not say where it is from."""


class TooLarge(PlannerError):
    """The agency is larger than what this call takes on."""


class FolderTaken(PlannerError):
    """A new folder cannot be made where there is something already."""
