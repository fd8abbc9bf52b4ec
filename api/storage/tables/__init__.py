"""The tables, by what they keep; every key starts with the agency, and no name or story fits in."""

from sqlmodel import SQLModel

from api.storage.tables.decisions import AskRow, ConsentRow, NoticeRow, ProposalRow, ReviewRow
from api.storage.tables.events import DeliveryRow, EndpointRow, EventRow
from api.storage.tables.facts import (
    AgencyRow,
    AssignmentRow,
    CaseRow,
    DirectoryRow,
    ExposureRow,
    OfficeRow,
    PolicyRow,
    ReferralTypeRow,
    TeamRow,
    WorkerRow,
)
from api.storage.tables.people import ApiClientRow, OidcLoginRow, SessionRow, UserRow
from api.storage.tables.record import AuditHeadRow, AuditRow
from api.storage.tables.work import IdempotencyRow, JobRow

METADATA = SQLModel.metadata

__all__ = [
    "METADATA",
    "AgencyRow",
    "ApiClientRow",
    "AskRow",
    "AssignmentRow",
    "AuditHeadRow",
    "AuditRow",
    "CaseRow",
    "ConsentRow",
    "DeliveryRow",
    "DirectoryRow",
    "EndpointRow",
    "EventRow",
    "ExposureRow",
    "IdempotencyRow",
    "JobRow",
    "NoticeRow",
    "OfficeRow",
    "OidcLoginRow",
    "PolicyRow",
    "ProposalRow",
    "ReferralTypeRow",
    "ReviewRow",
    "SessionRow",
    "TeamRow",
    "UserRow",
    "WorkerRow",
]
