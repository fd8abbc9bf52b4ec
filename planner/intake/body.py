"""What an agency is as one JSON object."""

from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from planner.intake.case_rows import CaseRow, ReferralTypeRow
from planner.intake.people_rows import LimitRow, TeamRow, WorkerRow
from planner.intake.policy_settings import policy_schema
from planner.intake.record_rows import AssignmentRow, ExposureRow
from planner.intake.row import Row
from planner.intake.values import ADate, Allowed, Text

MOST = {
    "teams": 2_000,
    "referral_types": 2_000,
    "workers": 20_000,
    "cases": 200_000,
    "assignments": 200_000,
    "exposures": 1_000_000,
    "limits": 20_000,
}
_LONGEST_SOURCE = 2_000
_SourceText = Annotated[str, Field(max_length=_LONGEST_SOURCE)]
_TrueOrFalse = Annotated[bool, Field(strict=True), Allowed("true or false")]
_Sources = Annotated[tuple[_SourceText, ...], Allowed("a list of texts")]
_Settings = Annotated[
    dict[str, Any], WithJsonSchema(policy_schema()), Allowed("settings with their values")
]


class AgencyHead(Row):
    """What agency.toml says beside its teams and referral types."""

    name: Text = Field(description="The agency's name, or a name made up.", examples=["North"])
    date: ADate = Field(
        description="The day everything is seen on; no clock is read.", examples=["2025-10-06"]
    )
    synthetic: _TrueOrFalse = Field(
        description="Whether every person in it is made up.", examples=[True]
    )
    sources: _Sources = Field(
        default=(),
        max_length=200,
        description="Where the figures behind it are from; kept by you, not read.",
        examples=[["Invented for this example"]],
    )
    policy: _Settings = Field(
        default={},
        description="Settings that differ from the shipped ones, by name.",
        examples=[{"half_life_weeks": 6}],
    )


class AgencyToml(AgencyHead):
    """agency.toml: the head with `[[team]]` and `[[referral_type]]`."""

    team: list[TeamRow] = Field(default=[], description="The teams.")
    referral_type: list[ReferralTypeRow] = Field(default=[], description="Where cases come from.")


class AgencyBody(AgencyHead):
    """A whole agency: its head and its tables. Ids that one table mentions exist in another."""

    teams: list[TeamRow] = Field(max_length=MOST["teams"], description="The teams.")
    referral_types: list[ReferralTypeRow] = Field(
        max_length=MOST["referral_types"], description="Where cases come from."
    )
    workers: list[WorkerRow] = Field(max_length=MOST["workers"], description="The workers.")
    cases: list[CaseRow] = Field(max_length=MOST["cases"], description="New and open cases.")
    assignments: list[AssignmentRow] = Field(
        default=[], max_length=MOST["assignments"], description="Who carries which open case."
    )
    exposures: list[ExposureRow] = Field(
        default=[], max_length=MOST["exposures"], description="What workers were exposed to."
    )
    limits: list[LimitRow] = Field(
        default=[],
        max_length=MOST["limits"],
        description="Own limits, only where every person is made up.",
    )
