"""What a file of anonymous answers holds, or every fault that keeps it from being read."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
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


def read_answers(path: Path, known: Mapping[str, Column], needed: tuple[str, ...]) -> Answers:
    """Return the answers of a CSV file with known columns only.

    Raises
    ------
    BadInput
        Something in it cannot be read or cannot be true; every fault is listed with row and column.
    """
    text = decoded(bytes_of(path), path.name)
    lines = _lines(text, path.name)
    row, header = next(lines)
    faults = Faults()
    _check_header(path.name, row, header, known, faults)
    for name in needed:
        if name not in header:
            faults.add(path.name, row, name, "this column is needed and is not there.")
    faults.raise_any()
    rows, cells = [], []
    for row, line in lines:
        if len(line) != len(header):
            problem = f"there are {len(line)} cells under a header of {len(header)}."
            faults.add(path.name, row, "", problem, "one cell for each column, empty ones too")
            continue
        note = partial(faults.add, path.name, row)
        rows.append(row)
        cells.append(tuple(_answer(known[n], cell, note) for n, cell in zip(header, line, strict=True)))
    faults.raise_any()
    if not cells:
        raise refuse(path.name, "there are no answers under the header.")
    return Answers(path.name, tuple(header), tuple(rows), tuple(cells))


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


def _answer(column: Column, cell: str, note: Callable[[str, str, str], None]) -> Answer:
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
