"""What a worker chose to share with the planner: reason-free limits and one step, no answers."""

from datetime import date
from enum import StrEnum

from planner.domain.noun import Noun, WorkerId


class Step(StrEnum):
    """How much a worker wants to carry for now."""

    USUAL = "usual"
    LIGHTER = "lighter"
    REST = "rest"


class PrivateProfile(Noun):
    """A worker's own limits. `limits` are rubric facts whose cases the worker does not take for now."""

    worker: WorkerId
    limits: tuple[str, ...] = ()
    step: Step = Step.USUAL
    until: date | None = None
