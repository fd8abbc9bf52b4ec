"""What repeated anonymous answers hold: each person's dose and STS, period by period."""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from planner.intake.cells import shown
from planner.intake.faults import Faults, refuse
from planner.intake.never_stored import contact_in
from planner.risk.card import Card
from planner.risk.placebo.rules import rule
from planner.risk.survey.columns import OUTCOME, Column, survey_columns
from planner.risk.survey.reading import RawTable, answer, read_table

Floats = npt.NDArray[np.float64]
DOSE, CODE, PERIOD = "indirect_dose", "code", "period"
COLUMNS = (CODE, PERIOD, DOSE, OUTCOME)
_OWN_CODE = re.compile(r"[A-Za-z0-9-]{3,40}")
_MOST_PERIODS = 520


@dataclass(frozen=True)
class Panel:
    """Dose and STS of each person in each period, shape (people, periods); NaN where not answered.

    The people stand in no order of their codes, which are forgotten. `incomplete` counts rows without
    dose or STS.
    """

    file: str
    dose: Floats
    sts: Floats
    incomplete: int

    @property
    def people(self) -> int:
        """How many people answered."""
        return len(self.dose)

    def steady(self, periods: int) -> int:
        """Return how many people answered in so many periods or more."""
        return int(((~np.isnan(self.dose)).sum(axis=1) >= periods).sum())

    @property
    def answers(self) -> int:
        """How many pairs of dose and STS there are."""
        return int((~np.isnan(self.dose)).sum())


def read_panel(path: Path, card: Card) -> Panel:
    """Return a panel: `code` kept by each person for themselves, `period`, `indirect_dose`, `sts`.

    Raises
    ------
    BadInput
        A column or value is refused as in a survey; a person has two rows in one period; or fewer than
        eleven people answered.
    """
    known = survey_columns(card)
    columns = {
        CODE: Column(CODE, "own code", "3 to 40 letters, digits or -", None, 0, 0),
        PERIOD: Column(PERIOD, "period", "1 for the first, and so on", None, 1, _MOST_PERIODS),
        DOSE: known[DOSE],
        OUTCOME: known[OUTCOME],
    }
    table = read_table(path, columns, COLUMNS)
    faults = Faults()
    found, incomplete = _pairs(table, columns, faults)
    faults.raise_any()
    if len({code for code, _ in found}) < rule("fewest_people"):
        problem = (
            f"fewer than {rule('fewest_people')} people gave dose and STS; nothing is told of so few."
        )
        raise refuse(table.file, problem)
    dose, sts = _arrays(found)
    if np.nanmax(dose) == np.nanmin(dose) or np.nanmax(sts) == np.nanmin(sts):
        raise refuse(table.file, "dose or STS is the same in every answer, so nothing can be compared.")
    return Panel(table.file, dose, sts, incomplete)


def _pairs(
    table: RawTable, columns: dict[str, Column], faults: Faults
) -> tuple[dict[tuple[str, int], tuple[float, float]], int]:
    """Return dose and STS by code and period, and how many rows lack one of the two."""
    found: dict[tuple[str, int], tuple[float, float]] = {}
    first: dict[tuple[str, int], int] = {}
    incomplete = 0
    for row, line in zip(table.rows, table.cells, strict=True):
        cells = dict(zip(table.names, line, strict=True))
        code = _code(cells[CODE], table.file, row, faults)
        note = table.noting(faults, row)
        period, dose, sts = (answer(columns[n], cells[n], note) for n in (PERIOD, DOSE, OUTCOME))
        if not cells[PERIOD]:
            note(PERIOD, "nothing is given here.", columns[PERIOD].unit)
        elif period is not None and not period.is_integer():
            note(PERIOD, f"{cells[PERIOD]} is not a whole number.", columns[PERIOD].unit)
        if not code or period is None:
            continue
        key = (code, int(period))
        if key in first:
            problem = f"this person has period {key[1]} in row {first[key]} already."
            faults.add(table.file, row, CODE, problem, "one row for each person and period")
        first.setdefault(key, row)
        if dose is None or sts is None:
            incomplete += 1
        else:
            found[key] = (dose, sts)
    return found, incomplete


def _code(cell: str, file: str, row: int, faults: Faults) -> str:
    if (why := contact_in(cell)) or not _OWN_CODE.fullmatch(cell):
        problem = f"{why or shown(cell) + ' is not a code a person made up'}."
        faults.add(file, row, CODE, problem, "3 to 40 letters, digits or -, kept by the person alone")
        return ""
    return cell


def _arrays(found: dict[tuple[str, int], tuple[float, float]]) -> tuple[Floats, Floats]:
    people = {code: place for place, code in enumerate(dict.fromkeys(code for code, _ in found))}
    periods = {period: place for place, period in enumerate(sorted({period for _, period in found}))}
    dose = np.full((len(people), len(periods)), np.nan)
    sts = dose.copy()
    for (code, period), (own_dose, own_sts) in found.items():
        dose[people[code], periods[period]] = own_dose
        sts[people[code], periods[period]] = own_sts
    return dose, sts
