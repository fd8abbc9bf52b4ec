"""Which cases have no worker-safety assessment, and what that means until it is done."""

from enum import StrEnum

from planner.domain import Agency, Fact, Safety
from planner.domain.noun import Noun


class Until(StrEnum):
    """How somebody may work on the case until the assessment is done."""

    NO_CONTACT = "no-contact"
    PAIRS_OR_REMOTE = "first-visit-in-pairs-or-remote"
    BEFORE_NEXT_VISIT = "before-the-next-visit"


class SafetyMissing(Noun):
    """A case without a worker-safety assessment; `worker` leads it, or holds it while it waits."""

    case: str
    office: str
    worker: str | None
    open: bool
    threat: Fact
    until: Until


def safety_missing(agency: Agency) -> list[SafetyMissing]:
    """Return the cases without an assessment: known threats first, then unknown; new before open."""
    lead = {assignment.case: assignment.worker for assignment in agency.assignments}
    found = [
        SafetyMissing(
            case=case.id,
            office=case.office,
            worker=lead.get(case.id, case.held_by),
            open=case.id in lead,
            threat=case.threat_to_worker,
            until=_until(case.threat_to_worker, case.first_met is not None),
        )
        for case in agency.cases
        if case.safety_assessment is Safety.MISSING
    ]
    threats = [Fact.YES, Fact.UNKNOWN, Fact.NO]
    return sorted(found, key=lambda one: (threats.index(one.threat), one.open, one.case))


def _until(threat: Fact, met: bool) -> Until:
    if threat is Fact.YES:
        return Until.NO_CONTACT
    return Until.BEFORE_NEXT_VISIT if met else Until.PAIRS_OR_REMOTE
