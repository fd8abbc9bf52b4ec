"""What a question holds as JSON; the shapes of answers are the planner's own."""

from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from api.settings import LONGEST_SEARCH
from planner.claims import Claims
from planner.intake import AgencyBody, PlanBody

MOST_WORKERS = 20_000


class ReadLater:
    """A JSON object that the planner's intake reads, with the schema of what it will read.

    The intake names every fault with its place and what is allowed there; so it is left to it.
    """

    def __init__(self, body: type[BaseModel]) -> None:
        self._body = body

    def __get_pydantic_json_schema__(
        self, _: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(self._body.__pydantic_core_schema__)


def _whole(value: Any) -> Any:
    """Return 3.0 as 3, as JSON Schema has it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


AgencyObject: TypeAlias = Annotated[dict[str, Any], ReadLater(AgencyBody)]
ClaimsObject: TypeAlias = Annotated[dict[str, Any], ReadLater(Claims)]
PlanObject: TypeAlias = Annotated[dict[str, Any], ReadLater(PlanBody)]


class Question(BaseModel):
    """What every question brings: the whole agency it is about."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    agency: AgencyObject = Field(description="The whole agency; nothing of it is kept.")


class PlanQuestion(Question):
    """Who should take the new cases?"""

    seconds: float = Field(
        default=10, ge=1, le=LONGEST_SEARCH, description="How long to search at most."
    )


class SuggestionQuestion(Question):
    """Who should take this one case now?"""

    case: str = Field(description="The id of a new case.", max_length=40)
    top: Annotated[int, BeforeValidator(_whole)] = Field(
        default=5, ge=1, le=MOST_WORKERS, description="How many others to tell of."
    )


class ExplanationQuestion(Question):
    """Why does this case go to its worker, or to nobody, in this plan?"""

    plan: PlanObject = Field(description="A plan of new cases, from wherever it comes.")
    case: str = Field(description="The id of a new case.", max_length=40)
    workers: list[Annotated[str, Field(max_length=40)]] | None = Field(
        default=None,
        max_length=MOST_WORKERS,
        description="The workers to tell of; all unless given.",
    )


class PlanExplanationQuestion(Question):
    """What does this whole plan cover and cost, and what would help it most?"""

    plan: PlanObject = Field(description="A plan of new cases, from wherever it comes.")
    before: PlanObject | None = Field(
        default=None,
        description="The plan before this one; its cases and workers may be gone from the agency.",
    )
    seconds: float = Field(
        default=8,
        ge=1,
        le=LONGEST_SEARCH,
        description="How long to plan again for prices, roughly: counted in work, so that the same"
        " question has the same answer.",
    )


class ClaimsQuestion(Question):
    """Is everything true that these claims say of a plan?"""

    claims: ClaimsObject = Field(description="The `claims` of an explanation, with their plan.")
    seconds: float = Field(
        default=10,
        ge=1,
        le=LONGEST_SEARCH,
        description="How long each question to the engine may take.",
    )
