"""What a refused value is called in plain words, and what is allowed in its place."""

from collections.abc import Sequence
from enum import StrEnum
from typing import get_args

from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from planner.intake.case_rows import StageRow
from planner.intake.cells import shown
from planner.intake.columns import unknown_column
from planner.intake.row import Row
from planner.intake.stage_cells import STAGE_COLUMNS, WEEKS
from planner.intake.values import SEVERAL, Allowed

# pydantic's kinds of error, in words; the bounds are what pydantic puts in the error's context.
_PROBLEMS = {
    "missing": "nothing is given here",
    "said": "{problem}",
    "greater_than": "{value} is not more than {gt}",
    "greater_than_equal": "{value} is less than {ge}",
    "less_than_equal": "{value} is more than {le}",
    "enum": "{value} is not one of the words allowed here",
    "finite_number": "this is not a finite number",
    "int_from_float": "{value} is not a whole number",
    "string_type": "{value} is not text",
    "string_too_short": "this text is empty",
    "string_too_long": "this text is too long",
    "bool_type": "{value} is neither true nor false",
    "tuple_type": "{value} is not a list",
    "list_type": "{value} is not a list",
    "dict_type": "{value} is not an object",
    "model_type": "{value} is not an object",
    "too_short": "nothing is given here",
    "too_long": "there are more than {max_length} items",
    "value_error": "this is not allowed here",
}
_OTHERWISE = "this cannot be read"
_FIELD_OF_STAGE = 2  # as in stages, which of them, field


def in_words(error: ErrorDetails, row: type[Row], *, cells: bool = False) -> tuple[str, str]:
    """Return what is wrong and what is allowed instead.

    The error's place starts in the record; `cells` says that the record stood in a CSV file.
    """
    place = error["loc"]
    in_stage = place[:1] == ("stages",) and len(place) > _FIELD_OF_STAGE
    owner, field = (StageRow, place[_FIELD_OF_STAGE]) if in_stage else (row, (*place, "")[0])
    if error["type"] == "extra_forbidden":
        return unknown_column(str(place[-1]), list(owner.model_fields)), ""
    allowed = allowed_in(owner.model_fields.get(str(field)))
    return problem(error), allowed if cells else allowed.removesuffix(SEVERAL)


def problem(error: ErrorDetails) -> str:
    """Return what is wrong, as a sentence."""
    if error["input"] == "":
        return f"{_PROBLEMS['missing']}."
    if error["type"] == "value_error" and not error["loc"]:
        return f"{error['ctx']['error']}."
    words = _PROBLEMS.get(error["type"], _OTHERWISE)
    return words.format(value=shown(error["input"]), **error.get("ctx", {})) + "."


def allowed_in(field: FieldInfo | None) -> str:
    """Return what may stand in a field, or nothing where there are no words for it."""
    if field is None:
        return ""
    marks = list(field.metadata)
    for choice in get_args(field.annotation) or (field.annotation,):
        marks += getattr(choice, "__metadata__", ())
        if isinstance(choice, type) and issubclass(choice, StrEnum):
            words = [word.value for word in choice]
            marks.append(Allowed(f"{', '.join(words[:-1])} or {words[-1]}"))
    return next((mark.words for mark in marks if isinstance(mark, Allowed)), "")


def column(place: Sequence[str | int], *, cells: bool) -> str:
    """Return the column of a CSV file, or where in a JSON record, as in `stages[0].weeks`."""
    if cells and place[:1] == ("stages",):
        field = str(place[_FIELD_OF_STAGE]) if len(place) > _FIELD_OF_STAGE else WEEKS
        return field if field in STAGE_COLUMNS else WEEKS
    if cells:
        return str(place[0])
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return "".join(steps).removeprefix(".").removesuffix(".[key]")
