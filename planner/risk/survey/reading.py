"""What a file of anonymous answers holds, or every fault that keeps it from being read."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path

from planner.intake.cells import shown
from planner.intake.faults import Faults, refuse
from planner.intake.never_stored import contact_in
from planner.intake.text_file import bytes_of, decoded
from planner.risk.survey.columns import Column
from planner.risk.survey.refused_columns import refused_column

MOST_ROWS = 200_000
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,20})?")
_NO_ANSWER = "a number with a decimal point, or an empty cell where there is no answer"

Answer = float | None


Note = Callable[..., None]


@dataclass(frozen=True)
class RawTable:
    """The cells of a file as text: `cells[k]` stands in row `rows[k]`, the header in row 1."""

    file: str
    names: tuple[str, ...]
    rows: tuple[int, ...]
    cells: tuple[tuple[str, ...], ...]

    def noting(self, faults: Faults, row: int) -> Note:
        """Return what notes a fault of this row: column, problem, what is allowed."""
        return partial(faults.add, self.file, row)


@dataclass(frozen=True)
class Answers:
    """The answers of a file: `cells[k]` stands in row `rows[k]`, the header in row 1; None: missing."""

    file: str
    names: tuple[str, ...]
    rows: tuple[int, ...]
    cells: tuple[tuple[Answer, ...], ...]

    def column(self, name: str) -> tuple[Answer, ...]:
        """Return one column, answer by answer."""
        place = self.names.index(name)
        return tuple(row[place] for row in self.cells)


def read_table(path: Path, known: Mapping[str, Column], needed: Sequence[str]) -> RawTable:
    """Return the cells of a CSV file with known columns only.

    Raises
    ------
    BadInput
        It is no CSV file, or a column is unknown, refused or missing; every fault is listed.
    """
    lines = _lines(decoded(bytes_of(path), path.name), path.name)
    row, header = next(lines)
    faults = Faults()
    _check_header(path.name, row, header, known, faults)
    for name in needed:
        if name not in header:
            faults.add(path.name, row, name, "this column is needed and is not there.")
    faults.raise_any()
    found: dict[int, tuple[str, ...]] = {}
    for row, line in lines:
        if len(line) == len(header):
            found[row] = tuple(line)
        else:
            problem = f"there are {len(line)} cells under a header of {len(header)}."
            faults.add(path.name, row, "", problem, "one cell for each column, empty ones too")
    faults.raise_any()
    if not found:
        raise refuse(path.name, "there are no answers under the header.")
    return RawTable(path.name, tuple(header), tuple(found), tuple(found.values()))


def read_answers(path: Path, known: Mapping[str, Column], needed: Sequence[str]) -> Answers:
    """Return the answers of a CSV file of numbers.

    Raises
    ------
    BadInput
        Something in it cannot be read or cannot be true; every fault is listed with row and column.
    """
    table = read_table(path, known, needed)
    faults = Faults()
    columns = [known[name] for name in table.names]
    cells = tuple(
        tuple(
            answer(column, cell, table.noting(faults, row))
            for column, cell in zip(columns, line, strict=True)
        )
        for row, line in zip(table.rows, table.cells, strict=True)
    )
    faults.raise_any()
    return Answers(table.file, table.names, table.rows, cells)


def _lines(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    for row, line in enumerate(StringIO(text, newline=None), start=1):
        if row > MOST_ROWS:
            raise refuse(file, "the file is too long.", allowed=f"up to {MOST_ROWS:,} rows")
        try:
            cells = [cell.strip() for cell in next(csv.reader((line.rstrip("\n"),), strict=True), [])]
        except csv.Error:
            raise refuse(file, "a quote does not open and close one whole cell.", row=row) from None
        if any(cells):
            yield row, cells


def _check_header(
    file: str, row: int, header: list[str], known: Mapping[str, Column], faults: Faults
) -> None:
    if len(header) == 1 and (found := re.search(r"[;\t|]", header[0])):
        raise refuse(file, f"the cells are separated by {shown(found[0])}.", row=row, allowed="commas")
    for place, name in enumerate(header):
        if not name:
            faults.add(file, row, "", f"column {place + 1} has no name.")
        elif name in header[:place]:
            faults.add(file, row, shown(name)[1:-1], "this column is there twice.")
        elif name not in known:
            faults.add(file, row, shown(name)[1:-1], refused_column(name, list(known)))


def answer(column: Column, cell: str, note: Note) -> Answer:
    """Return the number in a cell, None where it is empty or refused; `note` is told why."""
    if not cell:
        return None
    if why := contact_in(cell):
        note(column.name, f"{why}.", "")
        return None
    if not _NUMBER.fullmatch(cell):
        note(column.name, f"{shown(cell)} is not a number.", _NO_ANSWER)
        return None
    value = float(cell)
    if not column.least <= value <= column.most or (column.yes_or_no and value not in {0, 1}):
        what = "0 or 1" if column.yes_or_no else f"{column.least:g} to {column.most:g}"
        note(column.name, f"{cell} cannot be true.", f"{what} ({column.unit})")
        return None
    return value
