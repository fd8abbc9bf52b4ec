"""What comes out of a self-check: a range in whole points, and a proposed step. Nothing is kept.

    score, low, high = the prediction of planner/risk/prediction.py, rounded to whole points, halves up
    step             = the lighter of: the step at `score`, and the step at a total of one's own

Scores are totals of whole points and bands begin at whole points, so the score is rounded before it is
held against a threshold: what is shown is what is compared.
"""

from collections.abc import Mapping
from math import floor

from pydantic import BaseModel, ConfigDict

from planner.domain import Setting, Step
from planner.errors import BadValue
from planner.risk.card import Card
from planner.risk.prediction import predict, standardised
from planner.risk.self_check.questions import screeners_for

NOISE = 1e-9  # so that floating point does not turn a half down
STEPS = tuple(Step)  # from the usual to the lightest


class Total(BaseModel):
    """A total of one's own on a published scale, and where it lies."""

    model_config = ConfigDict(frozen=True)

    screener: str
    name: str
    total: int
    band: str
    step: Step


class Outcome(BaseModel):
    """What a self-check shows; it holds no answer but the total."""

    model_config = ConfigDict(frozen=True)

    score: int
    low: int
    high: int
    share: float
    spanned: int  # published bands that the range touches
    nothing_given: bool
    averaged: tuple[str, ...]  # labels of what was left out
    score_step: Step
    total: Total | None
    step: Step


def whole_points(points: float) -> int:
    """Return points rounded to whole ones, halves up."""
    return floor(points + 0.5 + NOISE)


def outcome(
    card: Card,
    setting: Setting,
    answers: Mapping[str, float],
    screener: str = "",
    total: int | None = None,
) -> Outcome:
    """Return what answers, in the units asked, come to; what is not among them was not given.

    Raises
    ------
    BadValue
        An answer cannot be true, or the total lies off its scale.
    """
    found = predict(card, setting, standardised(card, answers))
    score = whole_points(found.score)
    low, high = whole_points(found.low), whole_points(found.high)
    known = screeners_for(card)
    own = None
    if total is not None:
        scale = known[screener]
        if not scale.least <= total <= scale.most:
            raise BadValue(f"{total} cannot be: a total is {scale.least} to {scale.most}.")
        own = Total(
            screener=screener,
            name=scale.name,
            total=total,
            band=scale.band(total),
            step=scale.step(total),
        )
    score_step = known["stss"].step(score)
    steps = (score_step, own.step) if own else (score_step,)
    return Outcome(
        score=score,
        low=low,
        high=high,
        share=found.share,
        spanned=card.bands.spanned(low, high),
        nothing_given=not answers,
        averaged=tuple(card.term[name].label for name in found.averaged),
        score_step=score_step,
        total=own,
        step=max(steps, key=STEPS.index),
    )
