"""Who takes which new case, and which cases wait."""

from typing import Annotated

from pydantic import Field

from planner.domain.noun import CaseId, Noun, WorkerId

COVERED_WEEKS = 4
"""In how many of the coming weeks a lead's short leave is covered."""


class Cover(Noun):
    """Who takes a case's hours and dose in a coming week (from 1) in which its lead is on leave."""

    week: Annotated[int, Field(ge=1, le=COVERED_WEEKS)]
    worker: WorkerId


class Proposed(Noun):
    """A case, its lead worker and, where they are needed, its supporting and its cover workers.

    A new case, or an open one that moves to this worker.
    """

    case: CaseId
    worker: WorkerId
    support: WorkerId | None = None
    cover: tuple[Cover, ...] = ()


class Plan(Noun):
    """What is proposed. A new case that is not named is left; an open one stays where it is."""

    assignments: tuple[Proposed, ...] = ()
