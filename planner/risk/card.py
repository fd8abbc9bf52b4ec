"""The study's model as a sourced card: which numbers, and where each is from."""

import tomllib
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from planner.domain import Setting
from planner.errors import UnsourcedNumber
from planner.risk.entries import Bands, Population, SettingFinding, Term, Weighting
from planner.sourced import Sourced, reasons

MOVES_PLANS = ("experience", "indirect_dose", "organisational_practice")


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
    bands: Bands
    setting: SettingFinding
    population: dict[Setting, Population]
    term: dict[str, Term]
    dose_mean: Sourced
    dose_sd: Sourced
    weighting: Weighting | None = None

    @model_validator(mode="after")
    def _can_be_planned_with(self) -> "Card":
        if set(self.population) != set(Setting):
            raise ValueError("needs the population of every setting")
        if missing := [name for name in MOVES_PLANS if name not in self.term]:
            raise ValueError(f"needs the terms the planner uses; missing: {', '.join(missing)}")
        if self.term["indirect_dose"].estimate <= 0:
            raise ValueError("dose must raise the score, or harm could not be planned with")
        if sum(term.estimate**2 for term in self.term.values()) >= 1:
            raise ValueError(
                "the estimates explain more than there is: their squares add up to 1 or more"
            )
        return self

    @property
    def weighs(self) -> bool:
        """Whether plans may be weighted by the STS that the card predicts."""
        return self.weighting is None or self.weighting.on

    @property
    def explained(self) -> float:
        """The share of the variance that the terms the planner uses explain: their squares' sum."""
        return sum(term.estimate**2 for term in self.term.values() if term.used == "planner")

    @property
    def moving(self) -> dict[str, Term]:
        """The terms that move the score, in the card's order."""
        return {name: term for name, term in self.term.items() if term.sign}


def read_card(text: str) -> Card:
    """Return the card written in a TOML text.

    Raises
    ------
    UnsourcedNumber
        An entry lacks its provenance or source, or contradicts the sign the study reported.
    """
    try:
        return Card.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnsourcedNumber(f"The risk card is not loaded: it is not TOML: {error}.") from None
    except ValidationError as error:
        raise UnsourcedNumber(f"The risk card is not loaded: {reasons(error, 'card')}.") from None


@lru_cache(maxsize=16)
def card_of(text: str) -> Card:
    """Return the card of an agency: the one it wrote, as `Agency.risk_card`, or the shipped one.

    Raises
    ------
    UnsourcedNumber
        The agency's card cannot be loaded.
    """
    if not text:
        return sts_card()
    try:
        return read_card(text)
    except UnsourcedNumber as error:
        raise UnsourcedNumber(f"card.toml: {error}") from None


@cache
def sts_card() -> Card:
    """Return the card shipped with the planner."""
    return read_card(files(__package__).joinpath("sts_card.toml").read_text(encoding="utf-8"))
