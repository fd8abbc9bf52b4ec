"""What is wrong with the input so far, kept until everything has been looked at."""

from planner.errors import BadInput, BadRow

MOST_LISTED = 200


class Faults:
    """Every fault found: the first `MOST_LISTED` are kept in words, the others are counted."""

    def __init__(self) -> None:
        self._listed: list[BadRow] = []
        self.count = 0

    @property
    def full(self) -> bool:
        """Whether a further fault would only be counted."""
        return len(self._listed) >= MOST_LISTED

    def add(self, file: str, row: int, column: str, problem: str, allowed: str = "") -> None:
        """Keep one fault; `row` counts as a spreadsheet does, 0 means the file as a whole."""
        self.count += 1
        if not self.full:
            self._listed.append(BadRow(file, row, column, problem, allowed))

    def take(self, error: BadInput) -> None:
        """Keep the faults of a part that was refused as a whole."""
        for fault in error.faults:
            self.add(fault.file, fault.row, fault.column, fault.problem, fault.allowed)

    def raise_any(self) -> None:
        """Refuse the whole input if there is any fault, sorted by file and row.

        Raises
        ------
        BadInput
            Something is wrong; nothing is read in part.
        """
        if not self.count:
            return
        files = list(dict.fromkeys(fault.file for fault in self._listed))
        faults = sorted(self._listed, key=lambda fault: (files.index(fault.file), fault.row))
        if self.count > len(faults):
            more = f"{self.count - len(faults):,} more problems were found and are not listed."
            faults.append(BadRow("further on", 0, "", more))
        raise BadInput(faults)


def refuse(file: str, problem: str, *, row: int = 0, allowed: str = "") -> BadInput:
    """Return the error for a file that cannot be read at all."""
    return BadInput([BadRow(file, row, "", problem, allowed)])
