"""Numbers that say where they are from; a number without provenance does not load."""

import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from planner.errors import UnsourcedNumber


class Provenance(StrEnum):
    """The class of source behind a number."""

    STUDY = "study"  # the seed study's own table; needs a page and a table
    OTHER_STUDY = "other study"
    STANDARD = "standard"  # a professional body's or an agreement's published standard
    STATISTIC = "statistic"  # published workforce or case statistics
    DERIVED = "derived"  # arithmetic on sourced numbers, shown in the note
    JUDGEMENT = "judgement"  # informed by reading, no number to copy
    POLICY = "policy"  # an agency's choice; nothing published behind the size
    AGENCY = "agency"  # measured by the agency itself


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """Return the sentence for a number that does not exist, with the nearest that does."""
    near = get_close_matches(name, list(known), n=1)
    return f"there is no {kind} {name!r}" + (f"; did you mean {near[0]!r}?" if near else "")


def reasons(error: ValidationError, whole: str) -> str:
    """Return why a file was refused, place by place; `whole` names the file as a place of its own."""
    faults = error.errors()
    told = [f"{'.'.join(map(str, fault['loc'])) or whole}: {_plain(fault)}" for fault in faults]
    more = f"; and {len(told) - _TOLD} more" if len(told) > _TOLD else ""
    return "; ".join(told[:_TOLD]) + more


def _plain(fault: Mapping[str, Any]) -> str:
    """Return what is wrong as people say it."""
    own_words = str(fault["msg"]).removeprefix("Value error, ")
    return _IN_WORDS.get(str(fault["type"]), own_words)


_TOLD = 5
_IN_WORDS = {"missing": "this is needed and is not there", "extra_forbidden": "this is not known"}


def refuse_out_of_bounds(values: Mapping[str, Any], known: Mapping[str, "Sourced"]) -> None:
    """Raise ValueError where a number, or one of a list, is outside its bounds."""
    for name, setting in known.items():
        given = values[name]
        for amount in given if isinstance(given, tuple) else (given,):
            if setting.least is not None and amount < setting.least:
                raise ValueError(f"{name} is {amount}; the least allowed is {setting.least:g}")
            if setting.most is not None and amount > setting.most:
                raise ValueError(f"{name} is {amount}; the most allowed is {setting.most:g}")


class Sourced(BaseModel):
    """One number, or list of numbers, with its unit, provenance and source."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    value: bool | int | float | list[int]
    unit: str
    provenance: Provenance
    meaning: str
    group: str = ""  # what it is listed with
    source: str = ""
    page: str = ""
    table: str = ""
    least: float | None = None
    most: float | None = None
    low: int | None = None  # with `high`: between which values it is looked at what hangs on it
    high: int | None = None
    ends: str = ""  # where low and high are from

    @model_validator(mode="after")
    def _ends_hold_its_value(self) -> "Sourced":
        if self.low is None and self.high is None and not self.ends:
            return self
        if self.low is None or self.high is None or not self.ends:
            raise ValueError("low, high and ends, where they are from, are given together or not at all")
        if type(self.value) is not int:
            raise ValueError("only one whole number can have low and high")
        if not self.low <= self.value <= self.high or self.low == self.high:
            raise ValueError(f"the value does not lie between low {self.low} and high {self.high}")
        low_enough = self.least is None or self.least <= self.low
        if not low_enough or (self.most is not None and self.high > self.most):
            raise ValueError("low and high go beyond the least or the most allowed")
        return self

    @model_validator(mode="after")
    def _says_where_from(self) -> "Sourced":
        if self.provenance is not Provenance.POLICY and not self.source:
            raise ValueError(f"provenance '{self.provenance}' needs a source")
        if self.provenance is Provenance.STUDY and not (self.page and self.table):
            raise ValueError("provenance 'study' needs the page and the table of the article")
        return self

    @property
    def number(self) -> int:
        """The value where it is one whole number."""
        if isinstance(self.value, int):
            return self.value
        raise TypeError(f"{self.value!r} is not one whole number")

    @property
    def numbers(self) -> tuple[int, ...]:
        """The value where it is a list of whole numbers."""
        if isinstance(self.value, list):
            return tuple(self.value)
        raise TypeError(f"{self.value!r} is not a list of whole numbers")


def sourced(table: dict[str, Any], name: str) -> Sourced:
    """Return one entry of a data file.

    Raises
    ------
    UnsourcedNumber
        The entry has no provenance, or a provenance that needs a source it does not give.
    """
    try:
        return Sourced.model_validate(table)
    except ValidationError as error:
        reasons = "; ".join(
            f"{'.'.join(map(str, e['loc'])) or 'entry'}: {e['msg']}" for e in error.errors()
        )
        raise UnsourcedNumber(f"{name} is not loaded: {reasons}.") from None


def read_sourced(text: str, file: str) -> dict[str, Sourced]:
    """Return every entry of a data file's text, by name."""
    return {name: sourced(entry, f"{file}: {name}") for name, entry in tomllib.loads(text).items()}


@cache
def shipped(package: str, file: str) -> dict[str, Sourced]:
    """Return the entries of a data file shipped with a package."""
    return read_sourced(files(package).joinpath(file).read_text(encoding="utf-8"), file)
