"""Which events leave the house, with a sentence on each: the only list of them."""

from enum import StrEnum


class EventType(StrEnum):
    """A type of event. `ids` name what its data holds; `dose` marks what tells of somebody's dose."""

    sentence: str
    ids: tuple[str, ...]
    dose: bool

    def __new__(cls, value: str, sentence: str, ids: str, dose: bool = False) -> "EventType":
        """Make a type of its name, its sentence and the names of the ids it carries."""
        made = str.__new__(cls, value)
        made._value_ = value
        made.sentence = sentence
        made.ids = tuple(ids.split())
        made.dose = dose
        return made

    CASE_RECEIVED = "case.received", "A case has come in.", "case"
    CASE_CHANGED = "case.changed", "The facts of a case were changed.", "case"
    CASE_CLOSED = "case.closed", "A case was closed.", "case"
    PROPOSAL_CREATED = "proposal.created", "A proposal waits for a decision.", "proposal case"
    PROPOSAL_ACCEPTED = "proposal.accepted", "A proposal was accepted as it stood.", "proposal"
    PROPOSAL_OVERRIDDEN = (
        "proposal.overridden",
        "Somebody else was chosen than the proposal says.",
        "proposal",
    )
    PROPOSAL_REJECTED = "proposal.rejected", "A proposal was turned down.", "proposal"
    PROPOSAL_EXPIRED = "proposal.expired", "A proposal ran out undecided.", "proposal"
    ASSIGNMENT_CREATED = "assignment.created", "A case was given to a worker.", "assignment case worker"
    ASSIGNMENT_ENDED = "assignment.ended", "A worker has a case no longer.", "assignment case worker"
    CONSENT_ASKED = "consent.asked", "A second person is asked to consent.", "consent"
    ASK_CREATED = "ask.created", "A worker is asked to take a case.", "ask worker"
    REVIEW_DUE = "review.due", "An immediate response has to be looked at.", "review"
    PLAN_COMPLETED = "plan.completed", "A plan that was asked for is there.", "job proposal"
    JOB_FAILED = "job.failed", "Long work ended without a result.", "job"
    WORKER_CHANGED = "worker.changed", "A worker is new, not there any more, or changed.", "worker"
    WORKER_ACTION_LEVEL_REACHED = (
        "worker.action_level_reached",
        "A worker has reached the action level; their own notice is there from the same moment on.",
        "notice worker",
        True,
    )
    POLICY_CHANGED = "policy.changed", "A new version of the policy was put down.", "policy"
    AUDIT_ANCHORED = "audit.anchored", "The end of the record was noted outside.", "number hash"
