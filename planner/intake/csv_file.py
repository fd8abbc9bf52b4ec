"""What the records of a CSV file are, and where the file is not one."""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from planner.intake.cells import shown
from planner.intake.columns import unknown_column
from planner.intake.faults import Faults, refuse
from planner.intake.never_stored import contact_in
from planner.intake.reading import Record
from planner.intake.stage_cells import STAGE_COLUMNS, fold_stages
from planner.intake.tables import CASES, Table

MOST_ROWS = 1_000_000
LONGEST_CELL = 5_000
_MOST_COLUMNS = 200
_BETWEEN_CELLS = "\x1f"
_CELLS = "one cell for each column, empty ones too, quoted as a whole or not at all"
_OTHER_SEPARATORS = re.compile(r"[;\t|]")


def records_of(text: str, table: Table[Any], faults: Faults) -> Iterator[Record]:
    """Yield the records of a CSV file's text and note every fault of its form.

    A record whose form is wrong is yielded with those columns refused, so that its other columns
    are checked all the same. Rows count as in a spreadsheet: the header is row 1, empty rows count.

    Raises
    ------
    BadInput
        The file as a whole cannot be read.
    """
    rows = _rows(text, table.file)
    row, header, _ = next(rows, (1, [], False))
    if not header or len(header) > _MOST_COLUMNS:
        raise refuse(table.file, "the header cannot be read.", row=row)
    if len(header) == 1 and (separator := _OTHER_SEPARATORS.search(header[0])):
        problem = f"the cells are separated by {shown(separator[0])}."
        raise refuse(table.file, problem, row=row, allowed="commas between cells")
    missing = _check_header(header, row, table, faults)
    for row, cells, sound in rows:
        data = {name: cell for name, cell in zip(header, cells, strict=False) if cell}
        refused = set(missing)
        if not sound or len(cells) != len(header):
            there = f"there are {len(cells)} cells under a header of {len(header)}."
            problem = there if sound else "a quote does not open and close one whole cell."
            faults.add(table.file, row, "", problem, _CELLS)
            refused.update(table.columns)
        elif len(line := _BETWEEN_CELLS.join(cells)) > LONGEST_CELL or contact_in(line):
            refused.update(_no_cells(data, table, row, faults))
        given: dict[str, object] = {n: cell for n, cell in data.items() if n in table.columns}
        if table.name == CASES.name:
            refused.update(_fold(given, refused, row, faults))
        yield Record(table.file, row, given, frozenset(refused))


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str], bool]]:
    """Yield each row that is not empty, and whether its quotes are right; no cell has two lines."""
    for row, line in enumerate(StringIO(text, newline=None), start=1):
        if row > MOST_ROWS:
            raise refuse(file, "the file is too long.", allowed=f"up to {MOST_ROWS:,} rows")
        line = line.rstrip("\n")
        try:
            cells, sound = next(csv.reader((line,), strict=True), []), True
        except csv.Error:
            cells, sound = line.replace('"', "").split(","), False
        cells = [cell.strip() for cell in cells]
        if any(cells):
            yield row, cells, sound


def _check_header(header: Sequence[str], row: int, table: Table[Any], faults: Faults) -> frozenset[str]:
    """Note what is wrong with the header and return the required columns that it lacks."""
    seen = set()
    for place, name in enumerate(header, start=1):
        if not name:
            faults.add(table.file, row, "", f"column {place} has no name.")
        elif name in seen:
            faults.add(table.file, row, shown(name)[1:-1], "this column is there twice.")
        elif name not in table.columns:
            problem = unknown_column(name, table.columns)
            faults.add(table.file, row, shown(name)[1:-1], problem)
        seen.add(name)
    missing = [name for name in table.required if name not in seen]
    for name in missing:
        faults.add(table.file, row, name, "this column is needed and is not there.")
    return frozenset(missing)


def _no_cells(data: dict[str, str], table: Table[Any], row: int, faults: Faults) -> Iterator[str]:
    for name, cell in data.items():
        why = contact_in(cell)
        if len(cell) > LONGEST_CELL:
            why = f"this is too long, which is more than {LONGEST_CELL:,} characters"
        if why:
            faults.add(table.file, row, shown(name)[1:-1], f"{why}.")
            yield name


def _fold(data: dict[str, object], refused: set[str], row: int, faults: Faults) -> set[str]:
    """Fold the three cells of stages that are not refused yet; return the columns at fault."""
    for name in refused.intersection(STAGE_COLUMNS):
        data.pop(name, None)
    found = [fault for fault in fold_stages(data) if fault.column not in refused]
    for fault in found:
        faults.add(CASES.file, row, *fault)
    return {fault.column for fault in found}
