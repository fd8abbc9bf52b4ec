"""What has to be taken on: rubric facts, work and needs, with no name and no narrative."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from planner.domain.noun import CaseId, Code, GroupId, Noun, WorkerId
from planner.units import Minutes


class Fact(StrEnum):
    """What is known of one line of the rubric."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Mode(StrEnum):
    """How indirect trauma reaches the worker."""

    READING = "reading"
    LIVE = "live"
    MEDIA = "media"


class Kind(StrEnum):
    """The kind of work."""

    IMMEDIATE_RESPONSE = "immediate-response"
    INVESTIGATION = "investigation"
    ONGOING = "ongoing"
    FORENSIC_INTERVIEW = "forensic-interview"
    ADVOCACY = "advocacy"


class GroupRule(StrEnum):
    """What a family or network asks of its members' workers."""

    TOGETHER = "together"
    APART = "apart"
    PREFERRED = "preferred"


class Safety(StrEnum):
    """Whether the worker-safety assessment has been made."""

    DONE = "done"
    MISSING = "missing"


class Rubric(Noun):
    """The six facts that make a case's tier."""

    multiple_trauma_types: Fact
    sexual_violence: Fact
    child_13_or_under: Fact
    death_or_threat: Fact
    graphic_material: Fact
    continuing_danger: Fact


FACTS: tuple[str, ...] = tuple(Rubric.model_fields)


class ReferralType(Noun):
    """Where a case came from, and which rubric facts to expect while they are unknown."""

    id: Code
    unknown_means_yes: tuple[str, ...] = FACTS


class Stage(Noun):
    """A stretch of a case still ahead: its weeks, and its minutes a week by mode and otherwise."""

    name: Code
    weeks: Annotated[int, Field(ge=1, le=156)]
    exposure: tuple[tuple[Mode, Minutes], ...] = ()
    other: Annotated[Minutes, Field(ge=0, le=60 * 60)] = 0


class Case(Noun):
    """A case, new or open. `stages` are what is still ahead, in order; together its expected life."""

    id: CaseId
    office: Code
    kind: Kind
    referral_type: Code
    received: date
    response_deadline: date
    urgency: Annotated[int, Field(ge=1, le=5)]
    rubric: Rubric
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    language: Code
    interpreter: bool = False
    skills_required: tuple[Code, ...] = ()
    skills_preferred: tuple[Code, ...] = ()
    trainings_required: tuple[Code, ...] = ()
    licence: Code | None = None
    client_requires: tuple[Code, ...] = ()
    client_wants: tuple[Code, ...] = ()
    client_refuses: tuple[str, ...] = ()
    earlier_worker: WorkerId | None = None
    group: GroupId | None = None
    group_rule: GroupRule | None = None
    two_workers: bool = False
    threat_to_worker: Fact = Fact.NO
    safety_assessment: Safety = Safety.MISSING
    court_dates: tuple[date, ...] = ()
    disclosure_dates: tuple[date, ...] = ()
    held_by: WorkerId | None = None
    first_met: date | None = None
    must_assign: bool = False

    @property
    def weeks(self) -> int:
        """The expected weeks still open."""
        return sum(stage.weeks for stage in self.stages)
