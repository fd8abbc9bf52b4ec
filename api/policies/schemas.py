"""What the doors of policies say and take."""

from typing import Annotated, Any, TypeAlias

from pydantic import Field, WithJsonSchema

from api.http.paging import Listed
from api.http.wire import In, Out
from planner.intake.policy_settings import policy_schema

Settings: TypeAlias = Annotated[dict[str, Any], WithJsonSchema(policy_schema())]


class PolicyOut(Out):
    """A version of the policy."""

    number: int = Field(description="0 is the shipped policy.")
    effective_from: str | None = Field(description="The agency's day it holds from; null for 0.")
    changes: Settings = Field(description="The settings unlike the shipped ones.")
    by: str | None
    at: str | None


class CurrentPolicyOut(PolicyOut):
    """The version in force, with every setting."""

    settings: Settings


class PolicyIn(In):
    """A new version: what changes from the version that would be in force on that day."""

    effective_from: str = Field(
        pattern=r"^\d{4}-\d{2}-\d{2}$",
        description="The agency's today, or later.",
        json_schema_extra={"format": "date"},
    )
    changes: Settings = Field(
        min_length=1,
        description="Settings by name with their new values.",
        json_schema_extra={"minProperties": 1},
    )


class SettingDiff(Out):
    """A setting that two versions have otherwise."""

    name: str
    meaning: str
    unit: str
    before: Any
    after: Any


class PolicyDiff(Out):
    """What is otherwise in another version."""

    number: int
    to: int
    settings: list[SettingDiff]


PoliciesOut = Listed[PolicyOut]
