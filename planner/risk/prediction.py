"""What score the card predicts for made-up or one's own values, how sure that is, and what adds what.

    score    = mean + SD x (sum over the terms given of estimate x z),      z cut at +-2.5
    variance = SD^2 x (1 - sum (estimate^2 + prior_sd^2) + sum prior_sd^2 x z^2) + prior_sd of the mean^2

with both sums over the terms given. SD is what people of the setting differ by in all, so what the
terms given explain on average, their unsure estimates included, is taken out of it, and what they leave
unsure at this very z is put in again. A term not given is averaged over its population: all its
variance stays in. Terms are taken as uncorrelated, for no correlation is published.

The range is the middle share of a normal distribution around the uncut score, cut off at the ends of the
scale, because no score lies outside. Never for a named person: the range spans several bands.
"""

from collections.abc import Mapping
from math import isfinite, sqrt

from pydantic import BaseModel, ConfigDict
from scipy import stats

from planner.domain import Setting
from planner.errors import BadValue
from planner.risk.asked import sentence
from planner.risk.card import Card
from planner.risk.entries import LEVELS, Level
from planner.sourced import unknown

LARGEST_Z = 2.5
SHARE = 0.80


class Contribution(BaseModel):
    """What one term adds to the setting's mean, in STSS points."""

    model_config = ConfigDict(frozen=True)

    term: str
    label: str
    level: Level
    z: float
    points: float


class Prediction(BaseModel):
    """A predicted score with the range that holds `share` of people with these values."""

    model_config = ConfigDict(frozen=True)

    setting: Setting
    mean: float  # of the setting
    score: float
    low: float
    high: float
    share: float
    bands_spanned: int
    contributions: tuple[Contribution, ...]
    by_level: dict[Level, float]
    averaged: tuple[str, ...]  # the terms that move the score and were not given


def standardised(card: Card, values: Mapping[str, float]) -> dict[str, float]:
    """Return z by term for values in the units of a survey.

    Raises
    ------
    BadValue
        There is no such term, or a value that cannot be true.
    """
    found = {}
    for name, value in values.items():
        term = card.term[_known(card, name)]
        least, most = term.bounds
        if not least <= value <= most:
            words = f"{term.label}: {value:g} cannot be; it is {least:g} to {most:g} ({term.unit})"
            raise BadValue(sentence(words))
        found[name] = term.z(value)
    return found


def predict(
    card: Card, setting: Setting, given: Mapping[str, float], share: float = SHARE
) -> Prediction:
    """Return the prediction for standardised predictors, by term.

    Raises
    ------
    BadValue
        The card has no such term, or has it without a reported sign; or a value is not a finite number.
    """
    for name, value in given.items():
        if not isfinite(value):
            raise BadValue(f"{card.term[_known(card, name)].label} is not a finite number.")
        _known(card, name)
    z = {name: min(max(given[name], -LARGEST_Z), LARGEST_Z) for name in card.moving if name in given}
    population = card.population[setting]
    parts = tuple(
        Contribution(
            term=name,
            label=card.term[name].label,
            level=card.term[name].level,
            z=z[name],
            points=population.sd * card.term[name].estimate * z[name],
        )
        for name in z
    )
    centre = population.mean + sum(part.points for part in parts)
    low, high = _range(card, centre, _spread(card, setting, z), share)
    least, most = card.outcome_range
    return Prediction(
        setting=setting,
        mean=population.mean,
        score=min(max(centre, least), most),
        low=low,
        high=high,
        share=share,
        bands_spanned=card.bands.spanned(low, high),
        contributions=parts,
        by_level=_by_level(parts),
        averaged=tuple(name for name in card.moving if name not in z),
    )


def _known(card: Card, name: str) -> str:
    if name in card.moving:
        return name
    if name in card.term:
        raise BadValue(
            f"{card.term[name].label} does not move the score: the study reports no sign for it."
        )
    raise BadValue(sentence(unknown("term", name, card.moving)))


def _spread(card: Card, setting: Setting, z: Mapping[str, float]) -> float:
    """Return the SD of scores around the line at these z, in STSS points."""
    population = card.population[setting]
    terms = [(card.term[name], at) for name, at in z.items()]
    explained = sum(term.estimate**2 + term.prior_sd**2 for term, _ in terms)
    unsure = sum((term.prior_sd * at) ** 2 for term, at in terms)
    left = max(1 - explained, 0.0)
    return sqrt(population.sd**2 * (left + unsure) + population.prior_sd**2)


def _range(card: Card, centre: float, spread: float, share: float) -> tuple[float, float]:
    least, most = ((end - centre) / spread for end in card.outcome_range)
    people = stats.truncnorm(least, most, centre, spread)
    return float(people.ppf((1 - share) / 2)), float(people.ppf((1 + share) / 2))


def _by_level(parts: tuple[Contribution, ...]) -> dict[Level, float]:
    levels = [level for level in LEVELS if any(part.level == level for part in parts)]
    return {level: sum(part.points for part in parts if part.level == level) for level in levels}
