"""What FILL_IN.md says beside the empty files: every column, what may stand in it, rows to copy."""

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import StringIO
from typing import Any, TypeAlias

from pydantic.fields import FieldInfo

from planner.domain import Mode, settings
from planner.domain.noun import CODE, OPAQUE_ID
from planner.intake.body import AgencyHead
from planner.intake.case_rows import ReferralTypeRow, StageRow
from planner.intake.example_rows import example_rows, first_example, listed
from planner.intake.faults import Faults
from planner.intake.people_rows import TeamRow
from planner.intake.row import Row
from planner.intake.stage_cells import EXPOSURE, OTHER, STAGE_CELLS, WEEKS, unfold_stages
from planner.intake.tables import ASSIGNMENTS, CASES, EXPOSURES, WORKERS, Table
from planner.intake.template_toml import allowed_in_toml, filled_agency_toml
from planner.intake.toml_values import toml_text
from planner.intake.values import SEVERAL
from planner.intake.words import allowed_in
from planner.intake.writing import cell_text, row_text

_HOLDS = {
    WORKERS.name: "Who can take a case: one row for each worker.",
    CASES.name: "New and open cases: one row for each. A case that assignments.csv names is open, any"
    " other is new and waits for a worker.",
    ASSIGNMENTS.name: "Who carries which open case: one row for each open case.",
    EXPOSURES.name: "What workers were exposed to in past weeks: one row for each worker, week, tier,"
    " mode and source. Half a year back is plenty; without it everybody seems rested.",
}
Cells: TypeAlias = tuple[str, ...]

_NEEDED = "**yes**"
_FIELD_OF_CELL = {WEEKS: "weeks", EXPOSURE: "exposure_hours", OTHER: "other_hours"}
_TOP = """\
# Filling in this folder

1. `agency.toml`: fill in what stands between empty quotes. It explains itself.
2. `workers.csv`, then `cases.csv`, `assignments.csv` and `exposures.csv`: one row for each worker, case,
   open case and week of exposure. The header is there already. Columns that are not needed may stay
   empty or be taken out.
3. `caseload doctor FOLDER` says what cannot be read, what is missing and what looks odd. Run it as often
   as you like: it changes nothing.
4. `caseload plan FOLDER` proposes who takes each new case.
5. `simulation.toml` is for `caseload simulate` alone. It explains itself, and may be taken away.

This page is not read by the planner; throw it away when you know it.

**Ids, never names.** Everybody is known by an id that says nothing, such as `w-017` or `c-0412`:
letters, digits, `-` and `_`, with a digit in it. Keep the list of who is who outside this folder. Names,
e-mails, phone numbers, addresses, notes, health and private life are refused, and there is no column for
what a worker does not want to carry: that comes through the worker's own door alone.

**How to write.** Save CSV files as "CSV UTF-8". A date is year-month-day, `2025-10-06`; days of absence
or duty are `2025-10-06/2025-10-10`. Between several items stands `;`, as in `en;es`. A number has a
decimal point. A code is small letters, digits, `-` and `_`, such as `forensic-interview`: choose your
own, and use the same one for the same thing everywhere.
"""


def fill_in_page() -> str:
    """Return the page as Markdown."""
    parts = [_TOP, *_toml_part()]
    for table, rows in example_rows().items():
        parts += [f"## {table.file}", _HOLDS[table.name], _columns(table), "To copy, made up:"]
        parts.append(f"```csv\n{_csv(table, rows)}```")
    parts += ["## All settings", "For `[policy]` in agency.toml, with the shipped value.", _settings()]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _toml_part() -> Iterator[str]:
    yield "## agency.toml"
    for title, row in (
        ("The agency", AgencyHead),
        ("Each `[[team]]`", TeamRow),
        ("Each `[[referral_type]]`", ReferralTypeRow),
    ):
        yield f"{title}:"
        yield _grid("key", (_key(row, name) for name in row.model_fields if name != "policy"))
    yield "Filled in, made up:"
    yield f"```toml\n{filled_agency_toml()}```"


def _key(row: type[Row], name: str) -> Cells:
    field = row.model_fields[name]
    return _line(name, field, allowed_in_toml(field), toml_text(first_example(field)))


def _columns(table: Table[Any]) -> str:
    lines = (_stage(name) if name in STAGE_CELLS else _column(table, name) for name in table.columns)
    return _grid("column", lines)


def _column(table: Table[Any], name: str) -> Cells:
    field = table.row.model_fields[name]
    allowed = allowed_in(field).replace(SEVERAL, ", with `;` between several")
    empty = cell_text(table.default(name))
    allowed += f"; empty means {empty}" if empty else ""
    return _line(name, field, allowed, cell_text(first_example(field)))


def _stage(column: str) -> Cells:
    field = StageRow.model_fields[_FIELD_OF_CELL[column]]
    live = {Mode.LIVE: Decimal("1.5")}
    stages = (
        StageRow(name="intake", weeks=2, exposure_hours=live, other_hours=Decimal(3)).noun(),
        StageRow(name="ongoing", weeks=20, exposure_hours=live, other_hours=Decimal(1)).noun(),
    )
    name, _, *rest = _line(column, field, STAGE_CELLS[column], unfold_stages(stages)[column])
    return name, _NEEDED if column == WEEKS else "no", *rest


def _line(name: str, field: FieldInfo, allowed: str, example: str) -> Cells:
    needed = _NEEDED if field.is_required() else "no"
    allowed = allowed.replace(OPAQUE_ID, "an id").replace(CODE, "a code")
    return f"`{name}`", needed, allowed, f"`{example}`", field.description or ""


def _csv(table: Table[Any], rows: Iterable[Any]) -> str:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(row_text(table, row.noun(), 0, Faults()) for row in rows)
    return text.getvalue()


def _settings() -> str:
    lines = (
        (f"`{name}`", toml_text(listed(setting.value)), setting.unit, setting.meaning)
        for name, setting in settings().items()
    )
    return _table(("setting", "shipped", "unit", "what it is"), lines)


def _grid(first: str, lines: Iterable[Cells]) -> str:
    return _table((first, "needed", "what may stand there", "example", "what it is"), lines)


def _table(head: Cells, lines: Iterable[Cells]) -> str:
    rows = (head, ("---",) * len(head), *lines)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
