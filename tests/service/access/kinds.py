"""Which kinds of objects there are, and which of them each operation is about."""

from api.storage import tables
from api.storage.tables.base import Keyed
from tests.service.access.described import Operation

TABLE: dict[str, type[Keyed]] = {
    "proposals": tables.ProposalRow,
    "asks": tables.AskRow,
    "consents": tables.ConsentRow,
    "reviews": tables.ReviewRow,
    "cases": tables.CaseRow,
    "waiting-cases": tables.CaseRow,
    "assignments": tables.AssignmentRow,
    "workers": tables.WorkerRow,
    "free-workers": tables.WorkerRow,
    "disabled-workers": tables.WorkerRow,
    "exposures": tables.ExposureRow,
    "teams": tables.TeamRow,
    "offices": tables.OfficeRow,
    "referral-types": tables.ReferralTypeRow,
    "notices": tables.NoticeRow,
    "supervision-offers": tables.NoticeRow,
    "users": tables.UserRow,
    "api-clients": tables.ApiClientRow,
    "webhook-endpoints": tables.EndpointRow,
    "deliveries": tables.DeliveryRow,
    "jobs": tables.JobRow,
    "ended-jobs": tables.JobRow,
}
"""Which table the ids in a path are of, by the part of the path before them, or by `OTHER`."""

OTHER = {
    "setCase": "waiting-cases",  # of an open one only some facts are set
    "disableWorker": "free-workers",
    "enableWorker": "disabled-workers",
    "correctExposure": "exposures",
    "followJob": "ended-jobs",  # which of one that waits would not end
}
"""Operations about another kind than their path begins with."""

CHOSEN = {
    "cases": "c-090",
    "waiting-cases": "c-101",
    "workers": "w-002",
    "free-workers": "w-003",
    "disabled-workers": "w-004",
    "teams": "north",
    "offices": "riverside",
    "referral-types": "police-referral",
}
"""Which of several is the object."""

NUMBERS = {"own-team": "1", "other-team": "1", "other-agency": "2", "absent": "3"}
"""Versions of the policy, which are an agency's: the other one has one more."""

ABOUT_NOTHING = frozenset(
    {
        *("makePlan", "suggestWorker", "explainCase", "explainPlan", "checkClaims"),
        *("readModelCard", "isLive", "isReady"),
        *("signIn", "signInElsewhere", "comeBack"),
        *("whoAmI", "stepUp", "signOut", "signOutEverywhere"),  # about whoever asks
        *("changePassword", "setUpSecondFactor", "confirmSecondFactor"),
        *("getAgency", "changeAgency", "readRecord", "verifyRecord"),  # about the agency they are of
        *("listPolicies", "getCurrentPolicy", "createPolicy", "createWebhookEndpoint"),
    }
)
"""Operations that are about no object that could be another's."""


class NoRecipe(AssertionError):
    """The tests do not know what to make for an operation."""


def kind_of(operation: Operation) -> str:
    """Return the kind of object an operation is about; fails where that is not known."""
    kind = OTHER.get(operation.id, operation.segments[0])
    if kind not in TABLE and operation.example() is None:
        raise NoRecipe(f"{operation.id} ({operation.path}): add {kind!r} to TABLE in {__file__}")
    return kind
