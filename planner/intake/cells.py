"""How one value is read: a CSV cell and a JSON value by the same types.

In a CSV file every value is text: numbers have a decimal point, lists have `;` between their items,
`Yes` is `yes`. In JSON a number is a number and a list is a list. `CELLS` tells the two apart.
"""

import re
from collections.abc import Hashable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, TypeVar

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from planner.domain import FACTS, Days, Mode, StandingExposure
from planner.domain.noun import code, opaque
from planner.units import minutes

CELLS: Final = {"cells": True}  # the validation context of a CSV file
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,20})?")
_WHOLE = re.compile(r"-?[0-9]{1,9}(\.0{1,20})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_STANDING = re.compile(r"(?P<tier>[1-5])/(?P<mode>[a-z]+):(?P<hours>[0-9]{1,2}(\.[0-9]{1,20})?)")
_LONGEST_SHOWN = 40
_LONGEST_WEEK = 60 * 60
_Item = TypeVar("_Item", bound=Hashable)

EARLIEST = date(1950, 1, 1)
LATEST = date(2100, 12, 31)


def shown(value: object) -> str:
    """Return a value as a refusal shows it: short, on one line, whatever it is."""
    if isinstance(value, str):
        return repr(value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "...")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float | Decimal | date):
        try:
            text = str(value)
        except ValueError:  # Python writes no whole number of more than 4,300 digits
            return "this number"
        return text if len(text) <= _LONGEST_SHOWN else "this number"
    return "an empty value" if value is None else "this"


def decimal_text(amount: int, per_unit: int) -> str:
    """Return small whole units as a decimal that `units.whole` reads back to the same number."""
    return f"{Decimal(amount) / per_unit:.3f}".rstrip("0").rstrip(".")


def said(problem: str) -> PydanticCustomError:
    """Return the error whose sentence is shown as it is."""
    return PydanticCustomError("said", "{problem}", {"problem": problem})


def _is_cell(value: object, info: ValidationInfo) -> bool:
    return isinstance(value, str) and info.context is CELLS


def number(value: Any, info: ValidationInfo) -> Any:
    """Return a number ready to be bounded: digits with at most one decimal point."""
    if _is_cell(value, info) and _NUMBER.fullmatch(value):
        return Decimal(value)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise said(f"{shown(value)} is not a number")
    return value


def whole_number(value: Any, info: ValidationInfo) -> Any:
    """Return a whole number ready to be bounded; `3.0` is what a spreadsheet may make of 3."""
    if _is_cell(value, info) and _WHOLE.fullmatch(value):
        return int(value.partition(".")[0])
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise said(f"{shown(value)} is not a whole number")
    return value


def a_date(value: Any) -> date:
    """Return a date written year-month-day, or as TOML has it."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise said(f"{shown(value)} is not in the calendar") from None
    raise said(f"{shown(value)} is not a date written year-month-day")


def days(value: Any) -> Days:
    """Return a run of days written first/last, or as one date."""
    if not isinstance(value, str):
        raise said(f"{shown(value)} is not a range of dates")
    first, _, last = (part.strip() for part in value.partition("/"))
    run = Days(first=a_date(first), last=a_date(last or first))
    if not (EARLIEST <= run.first <= LATEST and EARLIEST <= run.last <= LATEST):
        raise said(f"{shown(value)} is not between {EARLIEST} and {LATEST}")
    return run


def standing_exposure(value: Any) -> StandingExposure:
    """Return weekly exposure outside cases, written tier/mode:hours."""
    found = _STANDING.fullmatch(value) if isinstance(value, str) else None
    if found is None or found["mode"] not in tuple(Mode):
        raise said(f"{shown(value)} is not written tier/mode:hours")
    spent = minutes(found["hours"])
    if not 0 < spent <= _LONGEST_WEEK:
        raise said(f"{shown(value)} is not more than 0 and up to 60 hours")
    return StandingExposure(tier=int(found["tier"]), mode=Mode(found["mode"]), minutes=spent)


def yes_or_no(value: Any, info: ValidationInfo) -> bool:
    """Return yes and no, in JSON also true and false, as a truth value."""
    word = small(value, info)
    if word is True or word == "yes":
        return True
    if word is False or word == "no":
        return False
    raise said(f"{shown(value)} is neither yes nor no")


def small(value: Any, info: ValidationInfo) -> Any:
    """Return a cell in small letters."""
    return value.casefold() if _is_cell(value, info) else value


def split(value: Any, info: ValidationInfo) -> Any:
    """Return a cell cut at `;`, without empty items."""
    if _is_cell(value, info):
        return [item.strip() for item in value.split(";") if item.strip()]
    return value


def no_repeats(items: tuple[_Item, ...]) -> tuple[_Item, ...]:
    """Return the items, or refuse them where one is there twice."""
    if len(set(items)) < len(items):
        raise said("an item is there twice")
    return items


def code_or_id(text: str) -> str:
    """Return an attribute or an opaque id."""
    try:
        return code(text)
    except ValueError:
        return opaque(text)


def rubric_fact(text: str) -> str:
    """Return the name of a line of the rubric."""
    if text not in FACTS:
        raise said(f"{shown(text)} is not a rubric fact")
    return text


def on_one_line(text: str) -> str:
    """Return text that can be printed on one line."""
    if not text.isprintable():
        raise said("this holds a line break or a character that cannot be printed")
    return text
