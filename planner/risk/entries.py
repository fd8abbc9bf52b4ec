"""What one entry of the risk card says: a number, where it is from, and how a value is standardised."""

from datetime import date
from math import log
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from planner.sourced import Provenance

Level = Literal["individual", "relationships", "work", "organisation", "macrosystem"]
LEVELS: tuple[Level, ...] = ("individual", "relationships", "work", "organisation", "macrosystem")
AtLeastZero = Annotated[float, Field(ge=0)]
Positive = Annotated[float, Field(gt=0)]


class Entry(BaseModel):
    """Where a number is from; the study's needs its page and table, an agency's its answers and date."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    provenance: Provenance
    source: str
    read_at: str = ""  # the address at which the source was read
    page: str = ""
    table: str = ""
    n: Annotated[int, Field(gt=0)] | None = None  # answers an agency measured it on
    asked: date | None = None  # when it asked

    @model_validator(mode="after")
    def _says_where_from(self) -> "Entry":
        if not self.source:
            raise ValueError("needs a source")
        if self.provenance is Provenance.STUDY and not (self.page and self.table):
            raise ValueError("provenance 'study' needs the page and the table of the article")
        if self.provenance is Provenance.AGENCY and (self.n is None or self.asked is None):
            raise ValueError("provenance 'agency' needs n, the number of answers, and the date asked")
        return self


class Bands(Entry):
    """The published bands of the outcome: name and lowest score of each."""

    names: tuple[str, ...]
    lowest: tuple[int, ...]

    @model_validator(mode="after")
    def _rise(self) -> "Bands":
        if len(self.names) != len(self.lowest) or list(self.lowest) != sorted(set(self.lowest)):
            raise ValueError("needs one lowest score for each name, rising")
        return self

    def spanned(self, low: float, high: float) -> int:
        """Return how many bands a range of scores touches."""
        return max(
            1, sum(start <= high for start in self.lowest) - sum(s <= low for s in self.lowest) + 1
        )


class Weighting(Entry):
    """Whether plans are weighted by predicted STS, where an agency's own answers decided it."""

    on: bool


class Population(Entry):
    """Mean and SD of the outcome in a setting.

    `prior_sd` is how unsure the mean is, in points; `worth` is how many answers the SD counts for when
    an agency updates the card.
    """

    mean: float
    sd: Positive
    prior_sd: Positive
    worth: Positive


class SettingFinding(Entry):
    """What the study reported of settings, and the difference in points between the populations."""

    level: Level
    label: str
    reported: Literal["highest"]
    sign: Literal[1]
    points: float
    low: float
    high: float
    unit: str
    coding: str
    fallback: str

    @model_validator(mode="after")
    def _agrees(self) -> "SettingFinding":
        if self.points < 0 or not self.low <= self.points <= self.high:
            raise ValueError("the points contradict the reported sign or their own interval")
        return self


class Term(Entry):
    """One construct of the study: what was reported, and the standardised magnitude used here."""

    level: Level
    label: str
    reported: Literal["significant", "measured, not listed", "not associated"]
    sign: Literal[-1, 0, 1]
    estimate: float  # SD of the outcome for one SD of the predictor
    low: float
    high: float
    prior_sd: AtLeastZero
    unit: str
    transform: Literal["none", "logarithm of 1 + value"]
    centre: float
    scale: Positive
    observed: tuple[float, float]  # values beyond are brought to its ends
    possible: tuple[float, float] | None = None  # where more than `observed` can be true
    coding: str
    fallback: str
    used: Literal["planner", "worker's own side", "never"]

    @model_validator(mode="after")
    def _agrees(self) -> "Term":
        if self.estimate * self.sign < 0 or not self.low <= self.estimate <= self.high:
            raise ValueError("the estimate contradicts the reported sign or its own interval")
        if self.sign == 0 and (self.estimate != 0 or self.prior_sd != 0):
            raise ValueError("a construct without a reported sign must not move the score")
        least, most = self.observed
        outer = self.bounds
        if not outer[0] <= least < most <= outer[1] or (
            self.transform != "none" and min(least, self.centre) < 0
        ):
            raise ValueError("the observed range must rise, and have a logarithm where one is taken")
        return self

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest value that can be true."""
        return self.possible or self.observed

    def z(self, value: float) -> float:
        """Return a raw value standardised, after it was brought inside `observed`.

        z = (f(value) - f(centre)) / scale
        """
        least, most = self.observed
        inside = min(max(value, least), most)
        return (self._transformed(inside) - self._transformed(self.centre)) / self.scale

    def _transformed(self, value: float) -> float:
        return value if self.transform == "none" else log(1 + value)
