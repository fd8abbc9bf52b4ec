"""Who takes which new case, which open cases move, and which cases wait."""

from collections.abc import Iterator
from enum import IntEnum
from typing import Annotated

from pydantic import Field

from planner.domain.noun import CaseId, Noun, WorkerId

COVERED_WEEKS = 4
"""In how many of the coming weeks a lead's short leave is covered: one role each."""


class Role(IntEnum):
    """What a worker does on a case: leads, supports, or covers one coming week of the lead's leave."""

    LEAD = 0
    SUPPORT = 1
    COVER_1 = 2
    COVER_2 = 3
    COVER_3 = 4
    COVER_4 = 5


HELPERS = tuple(Role)[1:]
COVERS = HELPERS[1:]
"""The cover of each coming week, in order."""


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

    def roles(self) -> Iterator[tuple[Role, str]]:
        """Yield who does what on the case."""
        yield Role.LEAD, self.worker
        if self.support is not None:
            yield Role.SUPPORT, self.support
        for each in self.cover:
            yield COVERS[each.week - 1], each.worker

    def names(self, worker: str) -> bool:
        """Return whether a worker does anything on the case."""
        return any(worker == other for _, other in self.roles())


class Plan(Noun):
    """What is proposed. A new case that is not named is left; an open one stays where it is."""

    assignments: tuple[Proposed, ...] = ()
