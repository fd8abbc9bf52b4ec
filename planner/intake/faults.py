"""What is wrong with the input so far, kept until everything has been looked at."""

from collections.abc import Iterator
from dataclasses import replace

from planner.errors import BadInput, BadRow

MOST_LISTED = 200


_ONE_BY_ONE = 3  # so many equal faults are listed each by itself


class Faults:
    """Every fault found: `MOST_LISTED` different ones are kept in words, the others are counted.

    Equal faults of one file and column are told as one, with how many rows have it and which is the
    last, so that a slip that is in every row hides no other.
    """

    def __init__(self) -> None:
        self._listed: list[BadRow] = []
        self._equal: dict[BadRow, list[int]] = {}
        self.count = 0

    @property
    def full(self) -> bool:
        """Whether a further fault would only be counted."""
        return len(self._listed) >= MOST_LISTED

    def add(self, file: str, row: int, column: str, problem: str, allowed: str = "") -> None:
        """Keep one fault; `row` counts as a spreadsheet does, 0 means the file as a whole."""
        self.count += 1
        kind = BadRow(file, 0, column, problem, allowed)
        rows = self._equal.get(kind)
        if rows is not None and len(rows) >= _ONE_BY_ONE:
            rows.append(row)
        elif not self.full:
            self._equal.setdefault(kind, []).append(row)
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
        faults = sorted(self._together(), key=lambda fault: (files.index(fault.file), fault.row))
        told = sum(map(len, self._equal.values()))
        if self.count > told:
            more = f"{self.count - told:,} more problems were found and are not listed."
            faults.append(BadRow("further on", 0, "", more))
        raise BadInput(faults)

    def _together(self) -> Iterator[BadRow]:
        """Yield the faults, of many equal ones the first row's with what it stands for."""
        for fault in self._listed:
            rows = self._equal[replace(fault, row=0)]
            if len(rows) <= _ONE_BY_ONE:
                yield fault
            elif fault.row == rows[0]:
                again = f"{fault.problem} The same in {len(rows):,} rows, {rows[0]} to {rows[-1]}."
                yield replace(fault, problem=again)


def refuse(file: str, problem: str, *, row: int = 0, allowed: str = "") -> BadInput:
    """Return the error for a file that cannot be read at all."""
    return BadInput([BadRow(file, row, "", problem, allowed)])
