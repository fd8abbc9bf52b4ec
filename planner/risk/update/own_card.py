"""Which card an agency's answers make of the card before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from scipy import stats

from planner.domain import Setting
from planner.errors import BadValue
from planner.risk.card import Card
from planner.risk.entries import Entry, Term
from planner.risk.update.belief import Belief
from planner.sourced import Provenance

CONFIDENCE = 0.95
_DECIMALS = 4
_BORROWED = "magnitudes are borrowed from other literature."  # in the shipped card's warning
_SHIFTED = "magnitudes are borrowed from other literature, and shifted by an agency's own answers."
_HOPELESS = 1e-12  # chance that the study's sign is right, below which it cannot be kept


@dataclass(frozen=True)
class Asked:
    """Where answers are from: the setting, the day, and how much of itself the card before counts for.

    `discount` is above 0 and at most 1; `seed` draws which answers are held out to try the card on.
    """

    setting: Setting
    on: date
    discount: float = 1
    seed: int = 1


def own_card(card: Card, names: Sequence[str], after: Belief, asked: Asked, n: int) -> Card:
    """Return the card whose population and terms are what is believed after the answers.

        SD       = sqrt(noise + sum of squared coefficients)
        estimate = median of the coefficient's Student distribution cut off at 0, divided by SD
        low,high = its middle 95 %,                                               divided by SD

    The study's sign is kept: a coefficient is never believed beyond 0, so an estimate whose answers
    speak against the sign shrinks towards 0 but does not cross it. Correlations between what is
    believed of different terms are not carried over. Terms not asked stay as they were.
    """
    sd = float(after.noise + sum(after.mean[1:] ** 2)) ** 0.5
    means, scales = after.mean / sd, after.scales() / sd
    terms = {
        name: card.term[name].model_copy(
            update=_believed(card.term[name], after.df, float(means[place]), float(scales[place]))
            | _from(asked, n, card.term[name])
        )
        for place, name in enumerate(names, start=1)
    }
    before = card.population[asked.setting]
    population = before.model_copy(
        update=_figures(
            mean=after.mean[0], sd=sd, prior_sd=sd * scales[0] * _wide(after.df), worth=after.df
        )
        | _from(asked, n, before)
    )
    changed = card.model_copy(
        update={
            "title": "STS model card, updated with an agency's own answers",
            "version": f"{card.version}+{asked.on}-n{n}",
            "warning": card.warning.replace(_BORROWED, _SHIFTED),
            "population": card.population | {asked.setting: population},
            "term": card.term | terms,
        }
    )
    return Card.model_validate(changed.model_dump())


def _believed(term: Term, df: float, centre: float, scale: float) -> dict[str, float]:
    """Return the figures of an estimate's Student distribution, cut off at 0 on the sign's side."""
    size = stats.t(df, term.sign * centre, scale)
    allowed = float(size.sf(0))
    if allowed < _HOPELESS:
        raise BadValue(
            f"These answers speak so strongly against the sign that the study reported of {term.label}"
            " that no card keeps it. Look for a column coded the wrong way round."
        )
    outside = (1 - CONFIDENCE) / 2
    near, middle, far = (
        term.sign * float(size.isf(part * allowed)) for part in (1 - outside, 0.5, outside)
    )
    return _figures(estimate=middle, low=min(near, far), high=max(near, far), prior_sd=scale * _wide(df))


def _wide(df: float) -> float:
    """Return the SD of a Student distribution of scale 1; df is above 2."""
    return sqrt(df / (df - 2))


def _figures(**figures: float) -> dict[str, float]:
    return {name: round(float(figure), _DECIMALS) for name, figure in figures.items()}


def _from(asked: Asked, n: int, before: Entry) -> dict[str, object]:
    """Return where a figure is from: the answers, and what they were added to."""
    counted = "" if asked.discount == 1 else f", which counted for {asked.discount:g} of itself"
    source = f"{n:,} anonymous answers in {asked.setting}, added to: {before.source}{counted}"
    return {"provenance": Provenance.AGENCY, "source": source, "n": n, "asked": asked.on}
