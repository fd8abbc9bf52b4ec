"""How a fact looks outside: the planner's nouns as the rows its intake reads, and back."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeVar

from planner.domain import Case, Days, Exposure, ReferralType, Stage, StandingExposure, Team, Worker
from planner.domain.noun import Noun
from planner.intake.cells import decimal_text
from planner.intake.faults import Faults
from planner.intake.objects import records_of_objects
from planner.intake.reading import read_rows
from planner.intake.row import MONTHS_PER_YEAR
from planner.intake.tables import CASES, EXPOSURES, REFERRAL_TYPES, TEAMS, WORKERS, Table
from planner.units import MINUTES_PER_HOUR

PLACE = "facts"
_THOUSAND = 1000
_AS_THEY_ARE = frozenset({bool, int, float, str})
_TABLE_OF: Mapping[type[Noun], Table[Any]] = {
    Team: TEAMS,
    ReferralType: REFERRAL_TYPES,
    Worker: WORKERS,
    Case: CASES,
    Exposure: EXPOSURES,
}

N = TypeVar("N", bound=Noun)


def facts_of(noun: Noun) -> dict[str, Any]:
    """Return a noun as the JSON object that `noun_of` reads back to the same noun."""
    values = dict(noun)
    match noun:
        case Worker():
            values |= {
                "worker": noun.id,
                "fte": _number(noun.fte, _THOUSAND),
                "hours_per_week": _number(noun.week, MINUTES_PER_HOUR),
                "years_in_field": _number(noun.months_in_field, MONTHS_PER_YEAR),
            }
        case Case():
            values |= {"case": noun.id} | dict(noun.rubric)
        case Exposure():
            values |= {"hours": _number(noun.minutes, MINUTES_PER_HOUR)}
    columns = _TABLE_OF[type(noun)].row.model_fields
    return {column: _written(values[column]) for column in columns}


def noun_of(kind: type[N], data: object) -> N:
    """Return the noun that a JSON object describes.

    Raises
    ------
    BadInput
        Something cannot be read, or looks like a name or contact details. Every fault has its column.
    """
    faults = Faults()
    records = records_of_objects([data], lambda _: PLACE, faults)
    found = read_rows(_TABLE_OF[kind], records, faults, cells=False)
    faults.raise_any()
    noun: N = found.nouns[0]
    return noun


def _written(value: object) -> Any:
    if value is None or type(value) in _AS_THEY_ARE:
        return value
    match value:
        case tuple():
            return [_written(each) for each in value]
        case Days():
            return f"{value.first}/{value.last}"
        case StandingExposure():
            return f"{value.tier}/{value.mode}:{decimal_text(value.minutes, MINUTES_PER_HOUR)}"
        case Stage():
            return {
                "name": value.name,
                "weeks": value.weeks,
                "exposure_hours": {
                    str(mode): _number(minutes, MINUTES_PER_HOUR) for mode, minutes in value.exposure
                },
                "other_hours": _number(value.other, MINUTES_PER_HOUR),
            }
    return str(value)


@lru_cache(maxsize=4096)
def _number(amount: int, per_unit: int) -> int | float:
    text = decimal_text(amount, per_unit)
    return float(text) if "." in text else int(text)
