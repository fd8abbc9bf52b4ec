"""What an hour of exposure weighs, by tier and by mode: the shipped choices, or an agency's own."""

import tomllib
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator

from planner.domain.case import Mode
from planner.domain.noun import Code, Noun
from planner.domain.policy import settings
from planner.errors import UnsourcedNumber
from planner.sourced import Sourced, reasons, refuse_out_of_bounds, shipped
from planner.units import Thousandths

ALTERNATIVES = ("flat", "linear", "steep")
SHIPPED = "linear"
TIERS = 5
_UNIT: Thousandths = 1000  # what an hour of live contact of tier 1 weighs: it is the unit

FiveWeights = Annotated[tuple[Thousandths, ...], Field(min_length=TIERS, max_length=TIERS)]


class Rated(Noun):
    """Whose judgements an agency's own weights are from; no rater can be told from it.

    `low` and `high`: the ends of each weight's interval, which holds `confidence` thousandths.
    `agreement`: Krippendorff's alpha with its interval, in thousandths.
    """

    on: date
    judged: Literal["pairs", "ratings"]
    raters: Annotated[int, Field(ge=1)]
    judgements: Annotated[int, Field(ge=1)]
    confidence: Annotated[Thousandths, Field(ge=500, le=999)]
    low: FiveWeights
    high: FiveWeights
    agreement: Thousandths
    agreement_low: Thousandths
    agreement_high: Thousandths


def modes() -> dict[str, Sourced]:
    """Return the shipped weights by mode and the bound of weights by tier, with their sources."""
    return shipped("planner.domain", "weights.toml")


class Weights(Noun):
    """A named, versioned set of weights, and the unit budget that goes with it.

    Raises
    ------
    ValueError
        There are not five weights by tier, the first is not 1000, they fall, or something is out of
        its bounds.
    """

    name: Code
    version: Annotated[str, Field(min_length=1, max_length=60)]
    tier_weights: Sourced
    unit_budget: Sourced
    reading: Sourced = Field(default_factory=lambda: modes()["reading"])
    media: Sourced = Field(default_factory=lambda: modes()["media"])
    rated: Rated | None = None

    @model_validator(mode="after")
    def _can_be_counted_with(self) -> "Weights":
        given: object = self.tier_weights.value
        if not isinstance(given, list) or len(given) != TIERS:
            raise ValueError("tier_weights needs five whole numbers, for tier 1 to 5")
        if given[0] != _UNIT:
            raise ValueError(f"tier_weights begins with {given[0]}; tier 1 weighs 1000, the unit")
        if given != sorted(given):
            raise ValueError("tier_weights falls; more exposure never weighs less")
        if given[-1] > modes()["heaviest_tier"].number:
            most = modes()["heaviest_tier"].number
            raise ValueError(f"tier_weights has {given[-1]}; the most allowed is {most}")
        for name in ("unit_budget", "reading", "media"):
            if type(getattr(self, name).value) is not int:
                raise ValueError(f"{name} needs one whole number")
        values = {name: getattr(self, name).value for name in ("unit_budget", "reading", "media")}
        known = {"unit_budget": settings()["unit_budget"]} | {
            m: modes()[m] for m in ("reading", "media")
        }
        refuse_out_of_bounds(values, known)
        return self

    def changed(self, **changes: object) -> "Weights":
        """Return the weights with these fields replaced, checked afresh."""
        return Weights.model_validate({n: getattr(self, n) for n in type(self).model_fields} | changes)

    @cached_property
    def by_tier(self) -> tuple[Thousandths, ...]:
        """What an hour weighs at tier 1 to 5."""
        return self.tier_weights.numbers

    @cached_property
    def by_mode(self) -> dict[Mode, Thousandths]:
        """What an hour weighs in each mode."""
        return {
            Mode.READING: self.reading.number,
            Mode.LIVE: modes()["live"].number,
            Mode.MEDIA: self.media.number,
        }

    @cached_property
    def scale(self) -> float:
        """How many of these exposure units stand for one of the shipped weights'.

        unit budget of these weights / unit budget of the shipped settings
        """
        return self.unit_budget.number / settings()["unit_budget"].number


def read_weights(text: str) -> Weights:
    """Return the weights written in a TOML text.

    Raises
    ------
    UnsourcedNumber
        It is no TOML, an entry lacks its provenance or source, or the weights cannot be counted with.
    """
    try:
        found: dict[str, Any] = tomllib.loads(text)
        return Weights.model_validate(found)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnsourcedNumber(f"The weights are not loaded: this is not TOML: {error}.") from None
    except ValidationError as error:
        raise UnsourcedNumber(f"The weights are not loaded: {reasons(error, 'weights')}.") from None


def alternative_text(name: str) -> str:
    """Return the file of one of the shipped alternatives as it is."""
    return files(__package__).joinpath(f"weights_{name}.toml").read_text(encoding="utf-8")


@cache
def alternatives() -> dict[str, Weights]:
    """Return the shipped alternatives by name, from flat to steep."""
    return {name: read_weights(alternative_text(name)) for name in ALTERNATIVES}


def shipped_weights() -> Weights:
    """Return the weights of an agency without its own."""
    return alternatives()[SHIPPED]
