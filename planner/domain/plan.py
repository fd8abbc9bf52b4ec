"""Who takes which new case, and which cases wait."""

from planner.domain.noun import CaseId, Noun, WorkerId


class Proposed(Noun):
    """A new case, its lead worker and, where one is needed, its supporting worker."""

    case: CaseId
    worker: WorkerId
    support: WorkerId | None = None


class Plan(Noun):
    """What is proposed. A new case that is not named is left."""

    assignments: tuple[Proposed, ...] = ()
