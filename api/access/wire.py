"""What people and API clients are known by on the wire: text that can be nobody's name."""

from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from api.access.actor import EVERY_TEAM
from planner.domain.noun import code, opaque

_LOGIN = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$"
_MOST_TEAMS = 200


def _team(text: str) -> str:
    return text if text == EVERY_TEAM else code(text)


Login: TypeAlias = Annotated[
    str,
    Field(pattern=_LOGIN, description="Letters and digits of no meaning, such as u-017; never a name."),
    AfterValidator(opaque),
]
AgencyId: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Password: TypeAlias = Annotated[str, Field(min_length=1, max_length=128)]
Code: TypeAlias = Annotated[str, Field(pattern=r"^[0-9]{6}$", description="Six digits.")]
Teams: TypeAlias = Annotated[
    list[Annotated[str, AfterValidator(_team)]],
    Field(max_length=_MOST_TEAMS, description="The scope; `*` for all teams."),
]


class PageIn(BaseModel):
    """Which page of a list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: int = Field(default=100, ge=1, le=500)
    cursor: str = Field(default="", pattern=r"^([a-z]{3}-[0-9a-z]{1,36})?$")
