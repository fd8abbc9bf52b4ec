"""What the doors of exposure and dose say and take."""

from pydantic import Field

from api.facts.wire import ExposureFacts
from api.http.paging import Listed
from api.http.wire import In, Out


class ExposureOut(Out):
    """An event of a worker's ledger."""

    id: str
    case: str | None
    replaces: str | None = Field(description="The event it corrects.")
    replaced: bool = Field(description="Whether another event corrects it; it counts no more then.")
    version: int
    changed_at: str
    facts: ExposureFacts


class ExposureIn(In):
    """Exposure of a week that is over, told by the worker."""

    facts: ExposureFacts = Field(
        description="As an entry of `exposures` in an agency's JSON; `worker` is oneself."
    )


class Correction(In):
    """What the hours of an event were."""

    hours: float = Field(ge=0, le=168, description="Hours of exposure that week.", examples=[3.5])


class DoseWeek(Out):
    """A coming week, in weekly equivalents of thousandths of an exposure unit."""

    week: str = Field(description="Its first day.")
    planned: int = Field(description="The dose of what is carried and held already.")
    usual_budget: int = Field(description="The dose budget at the usual step.")
    share: int = Field(description="planned / usual_budget, in thousandths, rounded down.")
    headroom: int = Field(description="usual_budget - planned; below 0 where it is exceeded.")
    at_action_level: bool


class DoseOut(Out):
    """A worker's coming weeks, from public facts alone."""

    worker: str
    date: str
    policy: int = Field(description="The number of the policy in force; 0 is the shipped one.")
    action_level_share: int = Field(description="Of the usual budget, in thousandths.")
    at_action_level: bool = Field(description="Whether any of these weeks is.")
    weeks: list[DoseWeek]


ExposuresOut = Listed[ExposureOut]
