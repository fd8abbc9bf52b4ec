"""What callers send to decide."""

from datetime import date
from typing import Literal

from pydantic import Field

from api.decisions.reasons import Reason, ReasonCode
from api.http.wire import CaseIn, Id, In, Whole, WorkerIn, example
from planner.domain import Fact

_MOST_NAMED = 500


class AskIn(In):
    """For which case to propose a worker."""

    model_config = example(case="c-101", top=3)

    case: CaseIn
    top: Whole = Field(default=5, ge=0, le=_MOST_NAMED, description="How many others to tell of.")


class AcceptIn(In):
    """What of a proposal to accept; all of it unless cases are named."""

    model_config = example(only=None)

    only: list[CaseIn] | None = Field(default=None, min_length=1, max_length=_MOST_NAMED)


class OverrideIn(In):
    """Who takes the case instead, and why."""

    model_config = example(
        worker="w-002", support=None, reason_code="continuity", reason="Knows the school.", consent=None
    )

    worker: WorkerIn
    support: WorkerIn | None = None
    reason_code: ReasonCode = Field(strict=False)
    reason: Reason
    consent: Id | None = Field(
        default=None, description="A second person's consent, where it is beyond the usual budget."
    )


class WhyIn(In):
    """Why somebody decides so."""

    model_config = example(reason_code="facts-wrong", reason="The referral was corrected.")

    reason_code: ReasonCode = Field(strict=False)
    reason: Reason


class ByHandIn(In):
    """Whom to ask to take a case, and why."""

    model_config = example(
        case="c-101", worker="w-002", reason_code="continuity", reason="Knows the school.", consent=None
    )

    case: CaseIn
    worker: WorkerIn
    reason_code: ReasonCode = Field(strict=False)
    reason: Reason
    consent: Id | None = None


class ConsentIn(In):
    """For which assignment beyond the usual budget a second person's consent is asked."""

    model_config = example(
        case="c-101", worker="w-002", reason_code="urgency", reason="Nobody else speaks it."
    )

    case: CaseIn
    worker: WorkerIn
    reason_code: ReasonCode = Field(strict=False)
    reason: Reason


class OnDutyIn(In):
    """Which immediate response goes to which worker on duty."""

    model_config = example(case="c-101", worker="w-002")

    case: CaseIn
    worker: WorkerIn


class ReleaseIn(In):
    """Who holds the case while it waits, and why it is released."""

    model_config = example(holder="w-001", reason_code="workload")

    holder: WorkerIn
    reason_code: ReasonCode = Field(strict=False)


class RateIn(In):
    """What first contact showed; facts that are not named stay as they are."""

    model_config = example(first_met="2025-10-06", facts={"continuing_danger": "no"})

    first_met: date = Field(strict=False)
    facts: dict[
        Literal[
            "multiple_trauma_types",
            "sexual_violence",
            "child_13_or_under",
            "death_or_threat",
            "graphic_material",
            "continuing_danger",
        ],
        Literal["yes", "no", "unknown"],
    ]

    def rated(self) -> dict[str, Fact]:
        """Return the facts as the planner has them."""
        return {str(name): Fact(value) for name, value in self.facts.items()}


class LastDayIn(In):
    """The last day of a worker who leaves."""

    model_config = example(last_day="2025-10-31")

    last_day: date = Field(strict=False)
