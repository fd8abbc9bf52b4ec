"""What an agency's data says of its teams and its workers."""

from pydantic import Field

from planner.domain import PrivateProfile, Setting, Step, Team, Worker
from planner.intake.row import MONTHS_PER_YEAR, Row
from planner.intake.values import (
    ACode,
    ADate,
    AWorker,
    CasesOrGroups,
    Codes,
    ContractHours,
    InformedScore,
    Months,
    Part,
    Ranges,
    Respondents,
    RubricFacts,
    SomeCodes,
    StandingExposures,
    WeeksBetween,
    Years,
    YesNo,
)
from planner.units import minutes, thousandths, whole


class TeamRow(Row):
    """A team: `[[team]]` in agency.toml, an entry of `teams` in JSON."""

    id: ACode = Field(description="The team's code.", examples=["north"])
    office: ACode = Field(description="The office the team sits in.", examples=["riverside"])
    setting: Setting = Field(
        description="The field the team works in; it chooses the population of the risk card.",
        examples=["child-welfare"],
    )
    supervisor: AWorker | None = Field(
        default=None, description="The worker who supervises the team.", examples=["w-001"]
    )
    sts_informed_score: InformedScore | None = Field(
        default=None,
        description="The unit's mean on the STSI-OA (0 to 200), asked without names.",
        examples=[132],
    )
    sts_informed_respondents: Respondents = Field(
        default=0,
        description="How many people answered; five or more, so that no answer can be told.",
        examples=[9],
    )

    def noun(self) -> Team:
        """Return the team."""
        return Team(**dict(self))


class WorkerRow(Row):
    """A worker: a row of workers.csv, an entry of `workers` in JSON. Public facts only."""

    worker: AWorker = Field(description="The worker's opaque id.", examples=["w-017"])
    team: ACode = Field(description="The id of the worker's team.", examples=["north"])
    offices: SomeCodes = Field(
        description="The offices whose cases the worker can reach.", examples=[["riverside"]]
    )
    fte: Part = Field(description="Share of a full-time post.", examples=[0.8])
    hours_per_week: ContractHours = Field(description="Contract hours a week.", examples=[30])
    years_in_field: Years = Field(
        description="Years in this field of work, with any employer; kept in whole months.",
        examples=[3.5],
    )
    months_in_post: Months = Field(description="Months in the present post.", examples=[14])
    languages: SomeCodes = Field(
        description="Languages the worker can work in, as short codes.", examples=[["en", "es"]]
    )
    interpreter: YesNo = Field(
        default=True,
        description="Whether the worker may work through an interpreter.",
        examples=[True],
    )
    skills: Codes = Field(
        default=(), description="Skills the worker has.", examples=[["forensic-interview"]]
    )
    licences: Codes = Field(default=(), description="Licences held.", examples=[["lcsw"]])
    trainings: Codes = Field(
        default=(), description="Trainings completed.", examples=[["sts-informed-practice"]]
    )
    supervisor: AWorker | None = Field(
        default=None, description="The worker's own supervisor.", examples=["w-001"]
    )
    supervision_last: ADate | None = Field(
        default=None, description="The date of the last supervision.", examples=["2025-09-29"]
    )
    supervision_every_weeks: WeeksBetween | None = Field(
        default=None, description="Weeks from one supervision to the next.", examples=[2]
    )
    peer_partner: AWorker | None = Field(
        default=None, description="The colleague paired for peer support.", examples=["w-020"]
    )
    leave: Ranges = Field(
        default=(),
        description="Planned absence, both days included, without its reason.",
        examples=[["2025-10-06/2025-10-10"]],
    )
    duty: Ranges = Field(
        default=(),
        description="When the worker is on duty for immediate response, both days included.",
        examples=[["2025-10-13/2025-10-17"]],
    )
    standing_exposure: StandingExposures = Field(
        default=(),
        description="Exposure of every week outside cases, as tier/mode:hours: hotline, supervision.",
        examples=[["3/live:4"]],
    )
    last_day: ADate | None = Field(
        default=None, description="The worker's last day, where one is known.", examples=["2025-12-31"]
    )
    conflicts: CasesOrGroups = Field(
        default=(),
        description="Cases and groups the worker must not be given, without the reason.",
        examples=[["c-0412", "g-31"]],
    )
    offers: Codes = Field(
        default=(),
        description="What a client may ask for in a worker and this one chose to offer.",
        examples=[["female-worker"]],
    )

    def noun(self) -> Worker:
        """Return the worker, in thousandths of a post, minutes a week and months."""
        given = dict(self)
        return Worker(
            id=given.pop("worker"),
            fte=thousandths(given.pop("fte")),
            week=minutes(given.pop("hours_per_week")),
            months_in_field=whole(given.pop("years_in_field"), MONTHS_PER_YEAR),
            **given,
        )


class LimitRow(Row):
    """A worker's own limits: only in a synthetic agency, where nobody's are real."""

    worker: AWorker = Field(description="The worker's opaque id.", examples=["w-017"])
    limits: RubricFacts = Field(
        default=(),
        description="Rubric facts whose cases the worker does not take for now.",
        examples=[["child_13_or_under"]],
    )
    step: Step = Field(
        default=Step.USUAL,
        description="How much the worker wants to carry for now.",
        examples=["lighter"],
    )
    until: ADate | None = Field(
        default=None, description="The last day of this; empty where open.", examples=["2025-11-30"]
    )

    def noun(self) -> PrivateProfile:
        """Return the private profile."""
        return PrivateProfile(**dict(self))
