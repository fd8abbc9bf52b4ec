"""Which records of a table can be read, and what is wrong with the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from planner.intake.cells import CELLS
from planner.intake.faults import Faults
from planner.intake.tables import Table
from planner.intake.words import allowed_in, column, in_words, problem

_AT_ONCE = 5_000  # records checked together, so that the faults of a bad file stay few in memory

_COLUMN_OF_FIELD = {"week": "hours_per_week"}

N = TypeVar("N")


class Record(NamedTuple):
    """One record of the outside: where it stood, its data, and the columns already refused."""

    file: str
    row: int
    data: Any
    refused: frozenset[str] = frozenset()


@dataclass
class Found(Generic[N]):
    """The nouns of a table, where each stood, and the ids on the records that could not be read.

    `whole` is False where the table itself could not be read, so that nothing is known of its ids.
    """

    nouns: list[N] = field(default_factory=list)
    places: list[tuple[str, int]] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    whole: bool = True


def read_rows(table: Table[N], records: Iterable[Record], faults: Faults, *, cells: bool) -> Found[N]:
    """Return what can be read of a table and note every fault; `cells` says it is a CSV file."""
    found: Found[N] = Found()
    left = iter(records)
    while chunk := list(islice(left, _AT_ONCE)):
        before = len(found.nouns)
        for record, row in _checked(table, chunk, faults, cells=cells):
            if not record.refused:
                _keep(table, record, row, found, faults)
        if len(found.nouns) - before < len(chunk):
            for record in chunk:
                found.unread.update(_ids(table, record.data))
            found.whole &= not any(_unnamed(table, record) for record in chunk)
    return found


def _checked(
    table: Table[N], chunk: Sequence[Record], faults: Faults, *, cells: bool
) -> list[tuple[Record, Any]]:
    context = CELLS if cells else None
    try:
        rows = table.adapter.validate_python([r.data for r in chunk], context=context)
    except ValidationError as error:
        bad = set()
        for fault in error.errors(include_url=False):
            index, *place = fault["loc"]
            bad.add(index)
            fault["loc"] = tuple(place)
            _note(table, chunk[int(index)], fault, faults, cells=cells)
        sound = [record for index, record in enumerate(chunk) if index not in bad]
        rows = table.adapter.validate_python([r.data for r in sound], context=context)
        return list(zip(sound, rows, strict=True))
    return list(zip(chunk, rows, strict=True))


def _note(table: Table[N], record: Record, fault: ErrorDetails, faults: Faults, *, cells: bool) -> None:
    where = column(fault["loc"], cells=cells)
    about_items = fault["type"] == "too_short" and fault["input"]  # said of each item already
    if about_items or where.partition("[")[0] in record.refused:
        return
    words = ("", "") if faults.full else in_words(fault, table.row, cells=cells)
    faults.add(record.file, record.row, where, *words)


def _keep(table: Table[N], record: Record, row: Any, found: Found[N], faults: Faults) -> None:
    try:
        found.nouns.append(table.noun(row))
        found.places.append((record.file, record.row))
    except ValidationError as error:  # what only shows once it is counted in whole units
        for fault in error.errors(include_url=False):
            where = ".".join(map(str, fault["loc"]))
            where = _COLUMN_OF_FIELD.get(where, where)
            allowed = allowed_in(table.row.model_fields.get(where))
            rounded = "once rounded, " if where else ""
            faults.add(record.file, record.row, where, rounded + problem(fault), allowed)


def _ids(table: Table[N], data: object) -> Iterable[str]:
    if isinstance(data, dict):
        return (data[name] for name in table.ids if isinstance(data.get(name), str))
    return ()


def _unnamed(table: Table[N], record: Record) -> bool:
    """Tell whether the record is one of a file without the column that names its records."""
    return bool(table.ids) and table.ids[0] in record.refused and table.ids[0] not in record.data
