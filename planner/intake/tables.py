"""Which tables an agency is made of, and what one row of each becomes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from planner.intake.case_rows import CaseRow, ReferralTypeRow
from planner.intake.people_rows import LimitRow, TeamRow, WorkerRow
from planner.intake.record_rows import AssignmentRow, ExposureRow
from planner.intake.row import Row
from planner.intake.stage_cells import STAGE_COLUMNS

N = TypeVar("N")


@dataclass(frozen=True)
class Table(Generic[N]):
    """A table: its name in JSON, its row, the row's noun, and the columns others mention it by."""

    name: str
    row: type[Row]
    noun: Callable[[Any], N]
    ids: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The name of the table's file."""
        return f"{self.name}.csv"

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table's file, in order."""
        return tuple(column for name in self.row.model_fields for column in _columns(name))

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The columns that may not be left out."""
        fields = self.row.model_fields.items()
        return tuple(_columns(name)[0] for name, field in fields if field.is_required())

    def default(self, column: str) -> object:
        """Return what an empty cell of a column means."""
        field = self.row.model_fields.get(column)
        return field.default if field and not field.is_required() else None

    @cached_property
    def adapter(self) -> TypeAdapter[list[Any]]:
        """What checks many rows at once."""
        return TypeAdapter(list[self.row])  # type: ignore[name-defined]


def _columns(field: str) -> tuple[str, ...]:
    return STAGE_COLUMNS if field == "stages" else (field,)


TEAMS = Table("teams", TeamRow, TeamRow.noun, ("id",))
REFERRAL_TYPES = Table("referral_types", ReferralTypeRow, ReferralTypeRow.noun, ("id",))
WORKERS = Table("workers", WorkerRow, WorkerRow.noun, ("worker",))
CASES = Table("cases", CaseRow, CaseRow.noun, ("case", "group"))
ASSIGNMENTS = Table("assignments", AssignmentRow, AssignmentRow.noun)
EXPOSURES = Table("exposures", ExposureRow, ExposureRow.noun)
LIMITS = Table("limits", LimitRow, LimitRow.noun)

TABLES: tuple[Table[Any], ...] = (
    TEAMS,
    REFERRAL_TYPES,
    WORKERS,
    CASES,
    ASSIGNMENTS,
    EXPOSURES,
    LIMITS,
)
