"""Whether there are judgements enough to make weights of, and on one scale."""

import numpy as np

from planner.calibrate.bradley_terry import pieces
from planner.calibrate.judgements import Judgements, Pairs, Ratings
from planner.calibrate.rules import rule
from planner.domain.weights import TIERS
from planner.intake.faults import Faults

_LISTED = 12


def refuse_too_little(judged: Judgements) -> None:
    """Refuse judgements of which no weights can be made; all that is lacking is told at once.

    Raises
    ------
    BadInput
        There are too few raters; a tier has too few judged vignettes, or a vignette too few judgements;
        the comparisons fall into pieces that nothing links; a rater rated no vignette of a tier; tier 1
        was rated 0 by all.
    """
    faults = Faults()
    _raters(judged, faults)
    _vignettes(judged, faults)
    faults.raise_any()
    if isinstance(judged, Pairs):
        _pieces(judged, faults)
    else:
        _tiers_of_raters(judged, faults)
    faults.raise_any()


def _raters(judged: Judgements, faults: Faults) -> None:
    if len(judged.raters) < rule("fewest_raters"):
        problem = f"{len(judged.raters)} raters judged, and {rule('fewest_raters')} are needed."
        faults.add(judged.file, 0, "rater", problem, "more raters")


def _vignettes(judged: Judgements, faults: Faults) -> None:
    for tier in range(1, TIERS + 1):
        found = int((judged.tier == tier).sum())
        if found < rule("vignettes_per_tier"):
            few = (
                f"{found} vignettes of tier {tier} were judged"
                if found
                else f"tier {tier} was not judged"
            )
            needed = f"{few}, and {rule('vignettes_per_tier')} vignettes of each tier are needed."
            faults.add(judged.file, 0, "", needed)
    few_times = judged.per_vignette < rule("judgements_per_vignette")
    for place in np.flatnonzero(few_times).tolist():
        times = int(judged.per_vignette[place])
        problem = (
            f"{judged.vignettes[place]} was judged {times} times, and"
            f" {rule('judgements_per_vignette')} are needed of each."
        )
        faults.add(judged.file, 0, "", problem)


def _pieces(judged: Pairs, faults: Faults) -> None:
    found = pieces(judged.wins_of.sum(axis=0))
    if len(found) > 1:
        named = "; ".join(
            ", ".join(judged.vignettes[place] for place in piece[:_LISTED]) for piece in found
        )
        problem = (
            f"the comparisons fall into {len(found)} pieces that no comparison links, so that they have"
            f" no common scale: {named}."
        )
        faults.add(judged.file, 0, "", problem, "comparisons between the pieces")


def _tiers_of_raters(judged: Ratings, faults: Faults) -> None:
    for tier in range(1, TIERS + 1):
        none = np.isnan(judged.table[:, judged.tier == tier]).all(axis=1)
        for place in np.flatnonzero(none).tolist():
            problem = f"{judged.raters[place]} rated no vignette of tier {tier}."
            faults.add(judged.file, 0, "rater", problem, "each rater at least one of each tier")
    if not np.nansum(judged.table[:, judged.tier == 1]) > 0:
        problem = "all rated tier 1 with 0; weights are ratios to it, so there are none."
        faults.add(judged.file, 0, "rating", problem)
