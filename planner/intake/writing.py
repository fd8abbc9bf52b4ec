"""What files an agency is written to, so that reading them gives the same agency."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from planner.domain import (
    Agency,
    Case,
    Days,
    Exposure,
    StandingExposure,
    Worker,
    policy,
    shipped_weights,
)
from planner.domain.noun import Noun
from planner.intake.cells import decimal_text
from planner.intake.faults import Faults
from planner.intake.folder import HEAD, OWN_CARD, TOML_NAMES
from planner.intake.row import MONTHS_PER_YEAR
from planner.intake.stage_cells import unfold_stages
from planner.intake.tables import ASSIGNMENTS, CASES, EXPOSURES, LIMITS, WORKERS, Table
from planner.intake.toml_values import toml_text
from planner.intake.weights_file import OWN_WEIGHTS, weights_text
from planner.units import MINUTES_PER_HOUR

_THOUSAND = 1000
# No cell starts with = + - or @, so that no spreadsheet takes one for a formula and runs it.
_SAFE = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9_./:;-]*)?")


def write_agency(agency: Agency, folder: Path, sources: Sequence[str] = ()) -> None:
    """Write an agency as a folder that `read_agency` reads; files of an earlier one are replaced.

    A column is left out where every cell would hold what an empty cell means, and limits.csv where
    nobody has limits.

    Raises
    ------
    BadInput
        A record holds a text that has no place in a cell; nothing is written.
    """
    faults = Faults()
    tables: dict[Table[Any], tuple[Noun, ...]] = {
        WORKERS: agency.workers,
        CASES: agency.cases,
        ASSIGNMENTS: agency.assignments,
        EXPOSURES: agency.exposures,
    }
    if agency.profiles:
        tables[LIMITS] = agency.profiles
    texts = {table.file: _csv(table, nouns, faults) for table, nouns in tables.items()}
    faults.raise_any()
    texts[HEAD] = "\n".join(_toml(agency, sources)) + "\n"
    if agency.risk_card:
        texts[OWN_CARD] = agency.risk_card
    if agency.weights != shipped_weights():
        texts[OWN_WEIGHTS] = weights_text(agency.weights)
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8", newline="")
    for file in {LIMITS.file, OWN_CARD, OWN_WEIGHTS} - set(texts):
        (folder / file).unlink(missing_ok=True)


def _csv(table: Table[Any], nouns: Iterable[Noun], faults: Faults) -> str:
    rows = [row_text(table, noun, number, faults) for number, noun in enumerate(nouns, start=2)]
    empty = [cell_text(table.default(name)) for name in table.columns]
    kept = [
        place
        for place, name in enumerate(table.columns)
        if name in table.required or any(row[place] != empty[place] for row in rows)
    ]
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns[place] for place in kept)
    writer.writerows([row[place] for place in kept] for row in rows)
    return text.getvalue()


def row_text(table: Table[Any], noun: Noun, number: int, faults: Faults) -> list[str]:
    """Return the cells of a noun's row, and note those whose text has no place in a cell."""
    values = _values(noun)
    row = [cell_text(values[name]) for name in table.columns]
    for name, cell in zip(table.columns, row, strict=True):
        value = values[name]
        split = isinstance(value, tuple) and cell.count(";") >= max(len(value), 1)
        if split or not _SAFE.fullmatch(cell):
            faults.add(table.file, number, name, "this text has no place in a cell.")
    return row


def _values(noun: Noun) -> dict[str, object]:
    values = dict(noun)
    match noun:
        case Worker():
            values |= {
                "worker": noun.id,
                "fte": decimal_text(noun.fte, _THOUSAND),
                "hours_per_week": decimal_text(noun.week, MINUTES_PER_HOUR),
                "years_in_field": decimal_text(noun.months_in_field, MONTHS_PER_YEAR),
            }
        case Case():
            values |= {"case": noun.id} | dict(noun.rubric) | unfold_stages(noun.stages)
        case Exposure():
            values |= {"hours": decimal_text(noun.minutes, MINUTES_PER_HOUR)}
    return values


def cell_text(value: object) -> str:
    """Return a value as a CSV cell holds it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Days):
        return f"{value.first}/{value.last}"
    if isinstance(value, StandingExposure):
        return f"{value.tier}/{value.mode}:{decimal_text(value.minutes, MINUTES_PER_HOUR)}"
    if isinstance(value, tuple):
        return ";".join(map(cell_text, value))
    return str(value)


def _toml(agency: Agency, sources: Sequence[str]) -> Iterator[str]:
    head = {"name": agency.name, "date": agency.date, "synthetic": agency.synthetic}
    yield from _lines(head | ({"sources": tuple(sources)} if sources else {}))
    shipped = dict(policy(unit_budget=agency.weights.unit_budget.number))
    changed = {name: value for name, value in agency.policy if value != shipped[name]}
    if changed:
        yield "\n[policy]"
        yield from _lines(changed)
    for name, nouns in zip(TOML_NAMES, (agency.teams, agency.referral_types), strict=True):
        for noun in nouns:
            yield f"\n[[{name}]]"
            yield from _lines(dict(noun))


def _lines(values: Mapping[str, object]) -> Iterator[str]:
    return (f"{name} = {toml_text(value)}" for name, value in values.items() if value is not None)
