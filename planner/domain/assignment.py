"""Who carries which open case since when, and whether it may move."""

from datetime import date
from enum import StrEnum

from planner.domain.noun import CaseId, Noun, WorkerId


class Hold(StrEnum):
    """Whether an open case may be given to somebody else."""

    KEPT = "kept"
    MOVABLE = "movable"


class Wish(StrEnum):
    """Who asked that an open case goes to somebody else."""

    WORKER = "worker"
    CLIENT = "client"


class Assignment(Noun):
    """An open case with its lead worker and, if any, its supporting worker."""

    case: CaseId
    worker: WorkerId
    support: WorkerId | None = None
    since: date
    hold: Hold = Hold.KEPT
    wish: Wish | None = None
