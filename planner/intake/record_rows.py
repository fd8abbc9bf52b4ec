"""What an agency's data says of who carries what, and of what has been carried."""

from pydantic import Field

from planner.domain import Assignment, Exposure, Hold, Mode, Source, Wish
from planner.intake.row import Row
from planner.intake.values import ACase, ADate, AWorker, LedgerHours, OneToFive
from planner.units import minutes


class AssignmentRow(Row):
    """Who carries an open case: a row of assignments.csv, an entry of `assignments` in JSON."""

    case: ACase = Field(description="The id of the open case.", examples=["c-0388"])
    worker: AWorker = Field(description="The lead worker.", examples=["w-017"])
    support: AWorker | None = Field(
        default=None, description="The supporting worker.", examples=["w-020"]
    )
    since: ADate = Field(description="Since when.", examples=["2025-06-02"])
    hold: Hold = Field(
        default=Hold.KEPT,
        description="Whether the case may be given to somebody else.",
        examples=["movable"],
    )
    wish: Wish | None = Field(
        default=None,
        description="Who asked that a movable case goes to somebody else.",
        examples=["client"],
    )

    def noun(self) -> Assignment:
        """Return the assignment."""
        return Assignment(**dict(self))


class ExposureRow(Row):
    """Past exposure: a row of exposures.csv, an entry of `exposures` in JSON."""

    worker: AWorker = Field(description="Who was exposed.", examples=["w-017"])
    week: ADate = Field(description="The first day of the week.", examples=["2025-09-22"])
    hours: LedgerHours = Field(description="Hours of exposure that week.", examples=[2.5])
    tier: OneToFive = Field(description="The tier of the case, 1 to 5.", examples=[3])
    mode: Mode = Field(description="How it reached the worker.", examples=["live"])
    source: Source = Field(description="What brought it.", examples=["case"])

    def noun(self) -> Exposure:
        """Return the exposure event in minutes."""
        return Exposure(
            worker=self.worker,
            week=self.week,
            minutes=minutes(self.hours),
            tier=self.tier,
            mode=self.mode,
            source=self.source,
        )
