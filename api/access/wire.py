"""What people and API clients are known by on the wire: text that can be nobody's name."""

from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from api.access.passwords import SHORTEST
from planner.domain.noun import OPAQUE_PATTERN, opaque

_TEAM = r"^(\*|[a-z0-9][a-z0-9_-]{0,39})$"
_MOST_TEAMS = 200


Login: TypeAlias = Annotated[
    str,
    Field(
        max_length=40,
        description="Letters and digits of no meaning, such as u-017; never a name.",
        json_schema_extra={"pattern": OPAQUE_PATTERN},
    ),
    AfterValidator(opaque),
]
AgencyId: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Password: TypeAlias = Annotated[str, Field(min_length=1, max_length=128)]
NewPassword: TypeAlias = Annotated[Password, Field(json_schema_extra={"minLength": SHORTEST})]
Code: TypeAlias = Annotated[str, Field(pattern=r"^[0-9]{6}$", description="Six digits.")]
Teams: TypeAlias = Annotated[
    list[Annotated[str, Field(pattern=_TEAM)]],
    Field(max_length=_MOST_TEAMS, description="The scope; `*` for all teams."),
]


class PageIn(BaseModel):
    """Which page of a list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: int = Field(default=100, ge=1, le=500)
    cursor: str = Field(default="", pattern=r"^([a-z]{3}-[0-9a-z]{1,36})?$")
