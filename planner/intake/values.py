"""What may stand in each kind of column: its type, its bounds and the words that say so."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, TypeAlias, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from planner.domain import FACTS, Days, Fact, StandingExposure
from planner.domain.noun import (
    CODE,
    MOST_CHARACTERS,
    OPAQUE_ID,
    OPAQUE_PATTERN,
    CaseId,
    Code,
    GroupId,
    WorkerId,
)
from planner.intake import cells

MOST_ITEMS = 100
_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Allowed:
    """What may stand in a column, for the sentence that refuses a value."""

    words: str


def _between(low: int, high: int) -> WithJsonSchema:
    return WithJsonSchema({"type": "number", "minimum": low, "maximum": high})


def _above_nothing(high: int) -> WithJsonSchema:
    return WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": high})


SEVERAL = "; between several"
_DATE = f"a date such as 2025-10-06, from {cells.EARLIEST.year} to {cells.LATEST.year}"
_RANGE = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?$"}
_YES_NO = {"anyOf": [{"type": "boolean"}, {"type": "string", "enum": ["yes", "no"]}]}
_A_CODE = "^[a-z0-9][a-z0-9_-]{0,39}$"
_ID = WithJsonSchema({"type": "string", "pattern": OPAQUE_PATTERN, "maxLength": MOST_CHARACTERS})

AWorker: TypeAlias = Annotated[WorkerId, _ID, Allowed(OPAQUE_ID)]
ACase: TypeAlias = Annotated[CaseId, _ID, Allowed(OPAQUE_ID)]
AGroup: TypeAlias = Annotated[GroupId, _ID, Allowed(OPAQUE_ID)]
ACode: TypeAlias = Annotated[
    Code,
    WithJsonSchema({"type": "string", "pattern": _A_CODE}),
    Allowed(CODE),
]
AnAttribute: TypeAlias = Annotated[
    str,
    AfterValidator(cells.code_or_id),
    WithJsonSchema(
        {"type": "string", "pattern": f"{_A_CODE}|{OPAQUE_PATTERN}", "maxLength": MOST_CHARACTERS}
    ),
]
AFact: TypeAlias = Annotated[
    str,
    AfterValidator(cells.rubric_fact),
    WithJsonSchema({"type": "string", "enum": list(FACTS)}),
]
Text: TypeAlias = Annotated[
    str,
    Field(min_length=1, max_length=200),
    AfterValidator(cells.on_one_line),
    Allowed("1 to 200 characters on one line"),
]

YesNo: TypeAlias = Annotated[
    bool, BeforeValidator(cells.yes_or_no), WithJsonSchema(_YES_NO), Allowed("yes or no")
]
YesNoUnknown: TypeAlias = Annotated[Fact, BeforeValidator(cells.small)]

ADate: TypeAlias = Annotated[
    date,
    Field(ge=cells.EARLIEST, le=cells.LATEST),
    BeforeValidator(cells.a_date),
    Allowed(_DATE),
]
ARange: TypeAlias = Annotated[Days, BeforeValidator(cells.days), WithJsonSchema(_RANGE)]

AStandingExposure: TypeAlias = Annotated[
    StandingExposure,
    BeforeValidator(cells.standing_exposure),
    WithJsonSchema({"type": "string", "pattern": r"^[1-5]/(reading|live|media):\d{1,2}(\.\d+)?$"}),
]

OneToFive: TypeAlias = Annotated[
    int,
    Field(ge=1, le=5),
    BeforeValidator(cells.whole_number),
    Allowed("a whole number from 1 to 5"),
]
Months: TypeAlias = Annotated[
    int,
    Field(ge=0, le=720),
    BeforeValidator(cells.whole_number),
    Allowed("whole months from 0 to 720"),
]
Weeks: TypeAlias = Annotated[
    int,
    Field(ge=1, le=156),
    BeforeValidator(cells.whole_number),
    Allowed("whole weeks from 1 to 156"),
]
WeeksBetween: TypeAlias = Annotated[
    int,
    Field(ge=1, le=52),
    BeforeValidator(cells.whole_number),
    Allowed("whole weeks from 1 to 52"),
]
InformedScore: TypeAlias = Annotated[
    int,
    Field(ge=0, le=200),
    BeforeValidator(cells.whole_number),
    Allowed("a whole number from 0 to 200"),
]
Respondents: TypeAlias = Annotated[
    int,
    Field(ge=0, le=100_000),
    BeforeValidator(cells.whole_number),
    Allowed("a whole number from 0 to 100,000"),
]

Part: TypeAlias = Annotated[
    Decimal,
    Field(gt=0, le=1),
    BeforeValidator(cells.number),
    _above_nothing(1),
    Allowed("a number above 0 and up to 1, such as 0.8"),
]
ContractHours: TypeAlias = Annotated[
    Decimal,
    Field(gt=0, le=60),
    BeforeValidator(cells.number),
    _above_nothing(60),
    Allowed("hours above 0 and up to 60, such as 37.5"),
]
CaseHours: TypeAlias = Annotated[
    Decimal,
    Field(ge=0, le=60),
    BeforeValidator(cells.number),
    _between(0, 60),
    Allowed("hours a week from 0 to 60, such as 1.5"),
]
LedgerHours: TypeAlias = Annotated[
    Decimal,
    Field(ge=0, le=168),
    BeforeValidator(cells.number),
    _between(0, 168),
    Allowed("hours from 0 to 168, such as 2.5"),
]
Years: TypeAlias = Annotated[
    Decimal,
    Field(ge=0, le=60),
    BeforeValidator(cells.number),
    _between(0, 60),
    Allowed("years from 0 to 60, such as 2.5"),
]

Listed: TypeAlias = Annotated[
    tuple[_Item, ...],
    Field(max_length=MOST_ITEMS),
    BeforeValidator(cells.split),
    AfterValidator(cells.no_repeats),
    Field(json_schema_extra={"uniqueItems": True}),
]
Codes: TypeAlias = Annotated[Listed[ACode], Allowed(CODE + SEVERAL)]
SomeCodes: TypeAlias = Annotated[
    tuple[ACode, ...],
    Field(min_length=1, max_length=MOST_ITEMS),
    BeforeValidator(cells.split),
    AfterValidator(cells.no_repeats),
    Field(json_schema_extra={"uniqueItems": True}),
    Allowed(f"at least one: {CODE}{SEVERAL}"),
]
CasesOrGroups: TypeAlias = Annotated[
    Listed[ACase], Allowed("ids of cases or groups, such as c-0412" + SEVERAL)
]
AttributesOrWorkers: TypeAlias = Annotated[
    Listed[AnAttribute],
    Allowed("attributes such as male-worker, or ids of workers such as w-017" + SEVERAL),
]
RubricFacts: TypeAlias = Annotated[Listed[AFact], Allowed(", ".join(FACTS) + SEVERAL)]
Dates: TypeAlias = Annotated[Listed[ADate], Allowed(_DATE + SEVERAL)]
Ranges: TypeAlias = Annotated[
    Listed[ARange], Allowed("date ranges such as 2025-10-06/2025-10-10" + SEVERAL)
]
StandingExposures: TypeAlias = Annotated[
    Listed[AStandingExposure],
    Allowed("tier/mode:hours a week, such as 3/live:4, above 0 and up to 60 hours" + SEVERAL),
]
