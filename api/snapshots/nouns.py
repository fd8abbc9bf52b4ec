"""Rows to nouns and back: the only place that knows both."""

from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel

from api.storage.clock import day_of
from api.storage.tables import (
    AgencyRow,
    AssignmentRow,
    CaseRow,
    ExposureRow,
    PolicyRow,
    ReferralTypeRow,
    TeamRow,
    WorkerRow,
)
from planner.domain import (
    Assignment,
    Case,
    Exposure,
    Hold,
    Policy,
    ReferralType,
    Team,
    Wish,
    Worker,
    policy,
)

Noun = TypeVar("Noun", bound=BaseModel)


def document_of(noun: BaseModel) -> dict[str, Any]:
    """Return a noun as a row keeps it."""
    return noun.model_dump(mode="json", exclude_defaults=True)


def team_of(row: TeamRow) -> Team:
    """Return a row's team."""
    return Team.model_validate(row.data)


def referral_type_of(row: ReferralTypeRow) -> ReferralType:
    """Return a row's referral type."""
    return ReferralType.model_validate(row.data)


def worker_of(row: WorkerRow) -> Worker:
    """Return a row's worker."""
    return Worker.model_validate(row.data)


def case_of(row: CaseRow) -> Case:
    """Return a row's case; a waiting one with who holds it."""
    held_by = row.holder if row.state == "waiting" else None
    return Case.model_validate(row.data | {"held_by": held_by})


def assignment_of(row: AssignmentRow) -> Assignment:
    """Return a row's assignment."""
    return Assignment(
        case=row.case,
        worker=row.worker,
        support=row.support,
        since=row.since,
        hold=Hold(row.hold),
        wish=None if row.wish is None else Wish(row.wish),
    )


def exposure_of(row: ExposureRow) -> Exposure:
    """Return a row's exposure event."""
    return Exposure.model_validate(row.data)


def policy_of(rows: list[PolicyRow], today: date) -> tuple[int, Policy]:
    """Return the number of the policy in force on a day, 0 if the shipped one is, and the policy."""
    begun = [row for row in rows if row.effective_from <= today]
    if not begun:
        return 0, policy()
    latest = max(begun, key=lambda row: (row.effective_from, row.number))
    return latest.number, policy(**latest.changes)


def today_of(own: AgencyRow, now: int) -> date:
    """Return the agency's day at an instant."""
    return day_of(now, own.time_zone)
