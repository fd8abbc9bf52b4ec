"""What an agency's data says of its cases: coded facts, work and needs, no name and no story."""

from decimal import Decimal
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, Field

from planner.domain import (
    FACTS,
    Case,
    Fact,
    GroupRule,
    Kind,
    Mode,
    ReferralType,
    Rubric,
    Safety,
    Stage,
)
from planner.intake.cells import said
from planner.intake.row import Row
from planner.intake.values import (
    ACase,
    ACode,
    ADate,
    AGroup,
    Allowed,
    AttributesOrWorkers,
    AWorker,
    CaseHours,
    Codes,
    Dates,
    OneToFive,
    RubricFacts,
    Weeks,
    YesNo,
    YesNoUnknown,
)
from planner.units import minutes

MOST_STAGES = 20
_EXPOSURE = f"{', '.join(Mode)}, each with hours a week from 0 to 60"


class ReferralTypeRow(Row):
    """Where cases come from: `[[referral_type]]` in agency.toml, `referral_types` in JSON."""

    id: ACode = Field(description="The referral type's code.", examples=["police-referral"])
    unknown_means_yes: RubricFacts = Field(
        default=FACTS,
        description="Rubric facts taken for yes while they are unknown; all six unless given.",
        examples=[["sexual_violence", "continuing_danger"]],
    )

    def noun(self) -> ReferralType:
        """Return the referral type."""
        return ReferralType(**dict(self))


class StageRow(Row):
    """A stretch of a case still ahead. In cases.csv three columns hold all stages of a case."""

    name: ACode = Field(description="The stage's code.", examples=["ongoing"])
    weeks: Weeks = Field(description="Weeks of the stage still ahead.", examples=[20])
    exposure_hours: Annotated[dict[Mode, CaseHours], Allowed(_EXPOSURE)] = Field(
        default={},
        description="Hours a week of exposure to indirect trauma, by mode.",
        examples=[{"live": 1.5, "media": 0.5}],
    )
    other_hours: CaseHours = Field(
        default=Decimal(0), description="All other hours a week on the case.", examples=[3]
    )

    def noun(self) -> Stage:
        """Return the stage in minutes a week."""
        exposure = tuple((mode, minutes(hours)) for mode, hours in self.exposure_hours.items())
        return Stage(
            name=self.name, weeks=self.weeks, exposure=exposure, other=minutes(self.other_hours)
        )


@cache
def _rubric(*facts: Fact) -> Rubric:
    return Rubric(**dict(zip(FACTS, facts, strict=True)))


def _named_once(stages: tuple[StageRow, ...]) -> tuple[StageRow, ...]:
    if len({stage.name for stage in stages}) < len(stages):
        raise said("a stage is there twice")
    return stages


class CaseRow(Row):
    """A case: a row of cases.csv, an entry of `cases` in JSON."""

    case: ACase = Field(description="The case's opaque id.", examples=["c-0412"])
    office: ACode = Field(description="The office the case belongs to.", examples=["riverside"])
    kind: Kind = Field(description="The kind of work.", examples=["investigation"])
    referral_type: ACode = Field(
        description="The id of the referral type.", examples=["police-referral"]
    )
    received: ADate = Field(description="When the case came in.", examples=["2025-10-02"])
    response_deadline: ADate = Field(
        description="The day by which somebody must have responded.", examples=["2025-10-09"]
    )
    urgency: OneToFive = Field(description="1 (can wait) to 5 (most urgent).", examples=[4])
    multiple_trauma_types: YesNoUnknown = Field(
        description="Two or more types of trauma.", examples=["yes"]
    )
    sexual_violence: YesNoUnknown = Field(
        description="Sexual violence, exploitation or trafficking.", examples=["unknown"]
    )
    child_13_or_under: YesNoUnknown = Field(
        description="A child of 13 or under is concerned.", examples=["no"]
    )
    death_or_threat: YesNoUnknown = Field(
        description="Death, torture or threat to life.", examples=["no"]
    )
    graphic_material: YesNoUnknown = Field(
        description="Graphic material must be viewed.", examples=["no"]
    )
    continuing_danger: YesNoUnknown = Field(description="The danger continues.", examples=["unknown"])
    stages: Annotated[tuple[StageRow, ...], AfterValidator(_named_once)] = Field(
        min_length=1,
        max_length=MOST_STAGES,
        description="The stages still ahead, in order.",
        examples=[[{"name": "intake", "weeks": 2, "exposure_hours": {"live": 1.5}}]],
    )
    language: ACode = Field(description="The client's language.", examples=["es"])
    interpreter: YesNo = Field(
        default=False, description="Whether an interpreter would do.", examples=[True]
    )
    skills_required: Codes = Field(
        default=(), description="Skills the worker must have.", examples=[["forensic-interview"]]
    )
    skills_preferred: Codes = Field(
        default=(), description="Skills that would be good to have.", examples=[["play-work"]]
    )
    trainings_required: Codes = Field(
        default=(),
        description="Trainings the worker must have completed.",
        examples=[["sts-informed-practice"]],
    )
    licence: ACode | None = Field(
        default=None, description="The licence the worker must hold.", examples=["lcsw"]
    )
    client_requires: Codes = Field(
        default=(),
        description="Attributes the client requires; only a worker who offers them is given.",
        examples=[["female-worker"]],
    )
    client_wants: Codes = Field(
        default=(), description="Attributes the client wishes for.", examples=[["same-language"]]
    )
    client_refuses: AttributesOrWorkers = Field(
        default=(),
        description="Attributes or workers the client refuses.",
        examples=[["male-worker", "w-020"]],
    )
    earlier_worker: AWorker | None = Field(
        default=None, description="Who worked with a returning client.", examples=["w-017"]
    )
    group: AGroup | None = Field(
        default=None, description="The family or network the case is part of.", examples=["g-31"]
    )
    group_rule: GroupRule | None = Field(
        default=None,
        description="What the group asks: one worker for all, different ones, or a preference.",
        examples=["together"],
    )
    two_workers: YesNo = Field(
        default=False, description="Whether two workers are needed.", examples=[False]
    )
    threat_to_worker: YesNoUnknown = Field(
        default=Fact.NO, description="Whether workers are threatened.", examples=["no"]
    )
    safety_assessment: Safety = Field(
        default=Safety.MISSING,
        description="Whether the worker-safety assessment has been made.",
        examples=["done"],
    )
    court_dates: Dates = Field(default=(), description="Court dates ahead.", examples=[["2025-11-12"]])
    disclosure_dates: Dates = Field(
        default=(), description="Dates of disclosure ahead.", examples=[["2025-10-20"]]
    )
    held_by: AWorker | None = Field(
        default=None,
        description="Who holds the case while it waits; its dose counts for them.",
        examples=["w-001"],
    )
    first_met: ADate | None = Field(
        default=None,
        description="When somebody first met the client; what was unknown is to be rated again then.",
        examples=["2025-10-03"],
    )
    must_assign: YesNo = Field(
        default=False, description="Whether the case may not be left.", examples=[False]
    )

    def noun(self) -> Case:
        """Return the case with its rubric and its stages in minutes a week."""
        given = dict(self)
        return Case(
            id=given.pop("case"),
            rubric=_rubric(*(given.pop(fact) for fact in FACTS)),
            stages=tuple(stage.noun() for stage in given.pop("stages")),
            **given,
        )
