"""Which weights raters' judgements make, how unsure they are, and how far the raters agree."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
from pydantic import BaseModel, ConfigDict

from planner.calibrate import agreement
from planner.calibrate.bradley_terry import one_sided, pieces, strengths
from planner.calibrate.drawn import agreement_interval, drawn_weights, interval
from planner.calibrate.enough import refuse_too_little
from planner.calibrate.judgements import Floats, Ints, Judgements, Pairs, Ratings
from planner.calibrate.own_weights import made_of
from planner.calibrate.rules import rule
from planner.calibrate.tier_weights import (
    log_strengths,
    rising,
    sums_of_ratings,
    weights_of_strengths,
    weights_of_sums,
)
from planner.domain import Weights, modes
from planner.errors import BadValue
from planner.intake.faults import refuse


@dataclass(frozen=True)
class Asked:
    """How weights are to be made: when judged, what draws, and what tier 5 shall weigh, if chosen."""

    on: date
    seed: int = 1
    draws: int | None = None
    anchor: float | None = None


class JudgedVignette(BaseModel):
    """A vignette as judged: its strength, or its mean rating; and whether it was always on one side."""

    model_config = ConfigDict(frozen=True)

    id: str
    tier: int
    judged: int
    found: float
    one_sided: bool


class Calibration(BaseModel):
    """The whole answer, the new weights included; nothing in it is of one rater."""

    model_config = ConfigDict(frozen=True)

    judged: str
    raters: int
    judgements: int
    skipped: int
    anchor: float | None
    vignettes: tuple[JudgedVignette, ...]
    of_tier: tuple[float, ...]
    together: tuple[tuple[int, ...], ...]
    weight: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    confidence: float
    draws: int
    drawn_again: int
    seed: int
    alpha: float
    alpha_low: float
    alpha_high: float
    alpha_units: int
    weights: Weights


def calibrate(judged: Judgements, asked: Asked) -> Calibration:
    """Return the weights that judgements make.

    Raises
    ------
    BadInput
        There are too few judgements, or none that two raters share.
    BadValue
        The anchor cannot be used, or a weight would leave its bounds.
    """
    _refuse_anchor(judged, asked.anchor)
    refuse_too_little(judged)
    given, ranks = agreement.counts_of(judged)
    alpha = agreement.alpha(given, ranks=ranks, either_way=not ranks) if len(given) > 1 else None
    if alpha is None:
        problem = "no two raters judged the same, or all rated alike, so that agreement is not known."
        raise refuse(judged.file, problem)
    work_out = _of_pairs(judged, asked) if isinstance(judged, Pairs) else _of_ratings(judged)
    once = work_out(np.ones(len(judged.raters), dtype=np.int64))
    if once is None:
        raise BadValue("No weights follow from these judgements.")
    _refuse_too_steep(once)
    draws, confidence = asked.draws or rule("draws"), rule("confidence") / 1000
    drawn, again = drawn_weights(work_out, len(judged.raters), draws, asked.seed)
    low, high = interval(once, drawn, len(judged.raters), confidence)
    ends = agreement_interval(given, draws, asked.seed, confidence, ranks=ranks)
    found, of_tier = _found(judged)
    return Calibration(
        judged=judged.judged,
        raters=len(judged.raters),
        judgements=judged.n,
        skipped=judged.skipped,
        anchor=asked.anchor,
        vignettes=found,
        of_tier=tuple(of_tier.tolist()),
        together=_together(of_tier),
        weight=tuple(once.tolist()),
        low=tuple(low.tolist()),
        high=tuple(high.tolist()),
        confidence=confidence,
        draws=draws,
        drawn_again=again,
        seed=asked.seed,
        alpha=alpha,
        alpha_low=ends[0],
        alpha_high=ends[1],
        alpha_units=len(given),
        weights=made_of(judged, asked.on, asked.anchor, (once, low, high), (alpha, *ends)),
    )


def _of_pairs(judged: Pairs, asked: Asked) -> Callable[[Ints], Floats | None]:
    def work_out(times: Ints) -> Floats | None:
        wins = np.tensordot(times, judged.wins_of, axes=1)
        if len(pieces(wins)) > 1:
            return None
        return weights_of_strengths(log_strengths(wins, judged.tier), asked.anchor)

    return work_out


def _of_ratings(judged: Ratings) -> Callable[[Ints], Floats | None]:
    def work_out(times: Ints) -> Floats | None:
        sums = sums_of_ratings(np.repeat(judged.table, times, axis=0), judged.tier)
        return weights_of_sums(sums) if rising(sums)[0] > 0 else None

    return work_out


def _found(judged: Judgements) -> tuple[tuple[JudgedVignette, ...], Floats]:
    """Return what was found of each vignette, and of each tier before it is kept from falling."""
    if isinstance(judged, Pairs):
        wins = judged.wins_of.sum(axis=0)
        found, sided = strengths(wins), set(one_sided(wins))
        of_tier = log_strengths(wins, judged.tier)
    else:
        found, sided = np.nanmean(judged.table, axis=0), set()
        of_tier = sums_of_ratings(judged.table, judged.tier) / len(judged.raters)
    each = tuple(
        JudgedVignette(
            id=name,
            tier=int(judged.tier[place]),
            judged=int(judged.per_vignette[place]),
            found=float(found[place]),
            one_sided=place in sided,
        )
        for place, name in enumerate(judged.vignettes)
    )
    return each, of_tier


def _together(of_tier: Floats) -> tuple[tuple[int, ...], ...]:
    """Return the tiers that were put together because a higher one was found lighter."""
    kept = rising(of_tier)
    groups: dict[float, list[int]] = {}
    for tier, value in enumerate(kept.tolist(), start=1):
        groups.setdefault(value, []).append(tier)
    return tuple(tuple(tiers) for tiers in groups.values() if len(tiers) > 1)


def _refuse_anchor(judged: Judgements, anchor: float | None) -> None:
    if anchor is None:
        return
    if isinstance(judged, Ratings):
        raise BadValue("An anchor is for comparisons alone; ratings from 0 tell ratios themselves.")
    most = modes()["heaviest_tier"].number / 1000
    if not 1 < anchor <= most:
        raise BadValue(f"An anchor says how many times tier 1 tier 5 weighs: above 1, at most {most:g}.")


def _refuse_too_steep(weights: Floats) -> None:
    most = modes()["heaviest_tier"].number / 1000
    if weights[-1] > most:
        raise BadValue(
            f"By these judgements tier 5 would weigh {weights[-1]:,.0f} times tier 1, and {most:g} is"
            " the most. Raters who agree make the odds this steep; with --anchor you choose what tier 5"
            " weighs, and the comparisons place the tiers between."
        )
