"""What an agency's own door and its offices say and take."""

from pydantic import Field

from api.http.paging import Listed
from api.http.wire import In, Out


class AgencyOut(Out):
    """An agency."""

    id: str
    title: str
    time_zone: str = Field(description="What day it is in the agency goes by this zone.")
    today: str = Field(description="The agency's day.")
    synthetic: bool = Field(description="Whether every person in it is made up.")
    planner_on: bool = Field(description="Whether the planner proposes; by hand it always works.")
    version: int
    changed_at: str


class AgencyPatch(In):
    """What changes; what is left out, or null, stays."""

    title: str | None = Field(default=None, min_length=1, max_length=120)
    time_zone: str | None = Field(
        default=None, max_length=60, description="An IANA name.", examples=["Europe/London"]
    )
    planner_on: bool | None = None


class OfficeOut(Out):
    """A place work is done from; only its code."""

    id: str
    version: int
    changed_at: str


OfficesOut = Listed[OfficeOut]
