"""What can go wrong, in words a supervisor could act on; nothing here knows HTTP."""

from collections.abc import Sequence
from dataclasses import dataclass


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

    def __init__(self, kind: str, id: str, mentioned_by: str) -> None:
        super().__init__(f"{mentioned_by} mentions {kind} {id!r}, which is not in the agency.")


class UnsourcedNumber(PlannerError):
    """A number in a data file does not say where it is from."""


class TooLarge(PlannerError):
    """The agency is larger than what this call takes on."""


class FolderTaken(PlannerError):
    """A new agency folder cannot be made where there is something already."""
