"""AGENCIES FROM OUTSIDE: folders and JSON, each fault with its place, nothing half read."""

from planner.intake.body import AgencyBody
from planner.intake.case_rows import CaseRow, ReferralTypeRow, StageRow
from planner.intake.contacts import read_contacts
from planner.intake.folder import read_agency
from planner.intake.from_json import agency_from_json
from planner.intake.json_text import read_json
from planner.intake.people_rows import LimitRow, TeamRow, WorkerRow
from planner.intake.plan_file import (
    Claims,
    PlanBody,
    plan_before_from_json,
    plan_from_json,
    read_plan,
    read_plan_before,
)
from planner.intake.policy_changes import read_changes
from planner.intake.record_rows import AssignmentRow, ExposureRow
from planner.intake.writing import write_agency

__all__ = [
    "AgencyBody",
    "AssignmentRow",
    "CaseRow",
    "Claims",
    "ExposureRow",
    "LimitRow",
    "PlanBody",
    "ReferralTypeRow",
    "StageRow",
    "TeamRow",
    "WorkerRow",
    "agency_from_json",
    "plan_before_from_json",
    "plan_from_json",
    "read_agency",
    "read_changes",
    "read_contacts",
    "read_json",
    "read_plan",
    "read_plan_before",
    "write_agency",
]
