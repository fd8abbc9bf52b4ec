"""What goes over the wire of the service: closed, strict shapes, and ids, instants and days as text."""

from typing import Annotated, Any

from fastapi import Path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from planner.domain.noun import OPAQUE_PATTERN, CaseId, WorkerId

ID = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$"


class In(BaseModel):
    """What a caller sends."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Out(BaseModel):
    """What a caller is sent; every field is promised."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number; 3.0 is 3, as JSON Schema has it."""

PathId = Annotated[str, Path(pattern=ID, max_length=40, description="The id.")]
Id = Annotated[str, Field(pattern=ID, max_length=40)]
_OPAQUE: dict[str, Any] = {"max_length": 40, "json_schema_extra": {"pattern": OPAQUE_PATTERN}}
CaseIn = Annotated[CaseId, Field(description="The id of a case.", **_OPAQUE)]
WorkerIn = Annotated[WorkerId, Field(description="The id of a worker.", **_OPAQUE)]


def example(**fields: Any) -> ConfigDict:
    """Return the settings of a shape with an example of it."""
    return ConfigDict(json_schema_extra={"examples": [fields]})
