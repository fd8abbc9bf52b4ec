"""Which made-up rows show how a file is filled in: they fit one another, so that together they load."""

from typing import Any, TypeVar

from pydantic.fields import FieldInfo

from planner.intake.case_rows import CaseRow
from planner.intake.people_rows import WorkerRow
from planner.intake.record_rows import AssignmentRow, ExposureRow
from planner.intake.row import Row
from planner.intake.tables import ASSIGNMENTS, CASES, EXPOSURES, WORKERS, Table

_Row = TypeVar("_Row", bound=Row)
_KNOWN = {"sexual_violence": "yes", "continuing_danger": "no"}  # the page beside shows unknown ones


def listed(value: Any) -> Any:
    """Return a list as the tuple that our texts are made of, and anything else as it is."""
    return tuple(value) if isinstance(value, list) else value


def first_example(field: FieldInfo) -> Any:
    """Return the first example of a field, or nothing where it has none."""
    return listed((field.examples or [""])[0])


def examples(row: type[Row], *, needed_only: bool = False) -> dict[str, Any]:
    """Return the first example of each field of a row."""
    return {
        name: first_example(field)
        for name, field in row.model_fields.items()
        if field.is_required() or not needed_only
    }


def _whole(row: type[_Row], **changes: Any) -> _Row:
    return row.model_validate(examples(row) | changes)


def _short(row: type[_Row], **changes: Any) -> _Row:
    return row.model_validate(examples(row, needed_only=True) | changes)


def example_rows() -> dict[Table[Any], tuple[Row, ...]]:
    """Return, for each CSV file, a row with most columns in use and a short one."""
    return {
        WORKERS: (
            _whole(
                WorkerRow,
                skills=["forensic-interview", "play-work"],
                peer_partner=None,
                leave=["2025-12-22/2026-01-02"],
                last_day=None,
                conflicts=[],
                offers=["female-worker", "evening-visits"],
            ),
            _short(
                WorkerRow,
                worker="w-001",
                years_in_field=14,
                months_in_post=60,
                skills=["forensic-interview"],
            ),
        ),
        CASES: (
            _whole(
                CaseRow,
                **_KNOWN,
                client_wants=["evening-visits"],
                client_refuses=[],
                group=None,
                group_rule=None,
            ),
            _short(
                CaseRow,
                **_KNOWN,
                case="c-0388",
                received="2025-05-26",
                response_deadline="2025-06-02",
                safety_assessment="done",
                first_met="2025-05-28",
            ),
        ),
        ASSIGNMENTS: (_whole(AssignmentRow, support="w-001"),),
        EXPOSURES: (
            _whole(ExposureRow),
            _short(ExposureRow, worker="w-001", mode="reading", source="supervision-given"),
        ),
    }
