"""The study's model as a sourced card: which numbers, and where each is from."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from planner.domain import Setting
from planner.errors import UnsourcedNumber
from planner.sourced import Provenance, Sourced


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    provenance: Provenance
    source: str
    page: str = ""
    table: str = ""

    @model_validator(mode="after")
    def _study_needs_its_table(self) -> "_Entry":
        if not self.source:
            raise ValueError("needs a source")
        if self.provenance is Provenance.STUDY and not (self.page and self.table):
            raise ValueError("provenance 'study' needs the page and the table of the article")
        return self


class Population(_Entry):
    """Mean and standard deviation of the outcome in a setting."""

    mean: float
    sd: float


class Term(_Entry):
    """One construct of the study: what was reported, and the standardised magnitude used here."""

    level: Literal["individual", "relationships", "work", "organisation", "macrosystem"]
    label: str
    reported: Literal["significant", "measured, not listed", "not associated"]
    sign: Literal[-1, 0, 1]
    estimate: float
    low: float
    high: float
    coding: str
    used: Literal["planner", "worker's own side", "never"]

    @model_validator(mode="after")
    def _agrees_with_the_sign(self) -> "Term":
        if self.estimate * self.sign < 0 or not self.low <= self.estimate <= self.high:
            raise ValueError("the estimate contradicts the reported sign or its own interval")
        if self.sign == 0 and self.estimate != 0:
            raise ValueError("a construct without a reported sign must not move the score")
        return self


class Card(BaseModel):
    """The whole card, by construct."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    title: str
    version: str
    study: str
    warning: str
    outcome: str
    outcome_range: tuple[int, int]
    dose_constant_date: date
    population: dict[Setting, Population]
    term: dict[str, Term]
    dose_mean: Sourced
    dose_sd: Sourced


def read_card(text: str) -> Card:
    """Return the card written in a TOML text.

    Raises
    ------
    UnsourcedNumber
        An entry lacks its provenance or source, or contradicts the sign the study reported.
    """
    try:
        return Card.model_validate(tomllib.loads(text))
    except ValidationError as error:
        reasons = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise UnsourcedNumber(f"The risk card is not loaded: {reasons}.") from None


@cache
def sts_card() -> Card:
    """Return the card shipped with the planner."""
    return read_card(files(__package__).joinpath("sts_card.toml").read_text(encoding="utf-8"))
