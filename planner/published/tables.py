"""Which rows a published file holds, and what one of its cells says."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from typing import TypeAlias

from planner.errors import PlannerError
from planner.intake.text_file import bytes_of, decoded
from planner.published.publications import Publication

Cells: TypeAlias = dict[str, str]
# x not available, u of low reliability, z not applicable, c confidential; NA in the states' files.
SUPPRESSED = frozenset({"x", "u", "z", "c", "na", ""})
NEARLY_NOTHING = "low"  # published as more than nothing that rounds to it
_LONGEST_NAME = 100


class NotPublished(PlannerError):
    """The published figures are not there, or not of this place or year, or cannot be read."""


def files_of(publication: Publication, folder: Path) -> list[Path]:
    """Return the files of a publication in a folder, later editions last."""
    return sorted(Path(folder).glob(publication.file))


def no_file(publication: Publication, folder: Path) -> str:
    """Return the sentence for a publication of which a folder has no file."""
    return f"there is no file {publication.file} in {folder}; it is published as: {publication.title}"


def rows_of(publication: Publication, folder: Path, names: Sequence[str]) -> list[Cells]:
    """Return every row of a publication's files, which have these columns beside its own.

    Raises
    ------
    NotPublished
        A column is missing.
    BadInput
        A file cannot be read as text.
    """
    return [
        row
        for path in files_of(publication, folder)
        for row in _read(path, (*names, *publication.columns))
    ]


def _read(path: Path, needed: Iterable[str]) -> list[Cells]:
    try:
        table = csv.DictReader(StringIO(decoded(bytes_of(path), path.name), newline=""))
        columns = table.fieldnames or ()
        if missing := [name for name in needed if name not in columns]:
            raise NotPublished(f"{path.name} has no column {', '.join(sorted(missing))}.")
        return [{name: (row[name] or "").strip() for name in columns} for row in table]
    except csv.Error as error:
        raise NotPublished(f"{path.name} is no table: {error}.") from None


def amount(text: str, place: str, column: str) -> Decimal | None:
    """Return what a cell says, None where it is suppressed.

    Raises
    ------
    NotPublished
        It is neither an amount nor a mark for a suppressed one.
    """
    if text.casefold() in SUPPRESSED:
        return None
    if text.casefold() == NEARLY_NOTHING:
        return Decimal(0)
    try:
        figure = Decimal(text.replace(",", ""))
    except InvalidOperation:
        figure = Decimal("nan")
    if not figure.is_finite() or figure < 0:
        raise NotPublished(f"{column} of {place} is {text[:_LONGEST_NAME]!r}, which is no amount.")
    return figure


def year_of(row: Cells, column: str) -> int:
    """Return the year a row is of.

    Raises
    ------
    NotPublished
        There is no year in that column.
    """
    text = row[column]
    if not (text.isascii() and text.isdigit()):
        raise NotPublished(f"{column} is {text[:_LONGEST_NAME]!r}, which is no year.")
    return int(text)


def figures(row: Cells, columns: Iterable[str], place: str) -> tuple[dict[str, Decimal], Cells]:
    """Return the figures of some columns, and the marks of those that are suppressed."""
    found: dict[str, Decimal] = {}
    marks: Cells = {}
    for column in columns:
        figure = amount(row[column], place, column)
        if figure is None:
            marks[column] = row[column] or "empty"
        else:
            found[column] = figure
    return found, marks


def nearest(wanted: str, known: Mapping[str, str], what: str) -> NotPublished:
    """Return the refusal of a name that is not there. `known`: names by how they are compared."""
    near = get_close_matches(wanted.casefold()[:_LONGEST_NAME], known, n=1)
    hint = f" Did you mean {known[near[0]]!r}?" if near else ""
    return NotPublished(f"There is no {what} {wanted!r} in the published figures.{hint}")
