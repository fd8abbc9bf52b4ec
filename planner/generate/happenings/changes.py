"""How an agency becomes one with other cases, workers or assignments."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from planner.domain import Agency, Assignment, Case, Worker

Record = TypeVar("Record", Case, Worker, Assignment)
Changes = Mapping[str, Mapping[str, Any]]


def with_cases(agency: Agency, changes: Changes) -> Agency:
    """Return the agency with these columns of these cases replaced."""
    return agency.changed(cases=tuple(_each(agency.cases, "id", changes)))


def with_workers(agency: Agency, changes: Changes) -> Agency:
    """Return the agency with these columns of these workers replaced."""
    return agency.changed(workers=tuple(_each(agency.workers, "id", changes)))


def with_assignments(agency: Agency, changes: Changes) -> Agency:
    """Return the agency with these columns of the assignments of these open cases replaced."""
    return agency.changed(assignments=tuple(_each(agency.assignments, "case", changes)))


def _each(records: Iterable[Record], key: str, changes: Changes) -> Iterable[Record]:
    for record in records:
        change = changes.get(getattr(record, key))
        yield record.model_copy(update=dict(change)) if change else record
