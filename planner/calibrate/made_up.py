"""What raters would say if some weights were true: made-up judgements to try the methods on.

    pairs:    P(a is found heavier) = weight of a / (weight of a + weight of b)
    ratings:  scale of the rater x weight / weight of tier 5 x exp(e), at most the top, rounded

with e Normal of spread `made_up_spread`, and the scale of a rater half the top times the exponential of
a Normal of spread `made_up_raters`.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from planner.calibrate.reading import PAIRS
from planner.calibrate.rules import rule
from planner.calibrate.sheets import Row
from planner.domain import Weights


def filled_in(rows: Sequence[Row], tier_of: Mapping[str, int], weights: Weights, seed: int) -> list[Row]:
    """Return the rows of sheets with made-up judgements."""
    stream = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(3,))))
    weight = {one: weights.by_tier[tier - 1] for one, tier in tier_of.items()}
    if len(rows[0]) == len(PAIRS):
        found: list[Row] = []
        for rater, a, b, _ in rows:
            heavier = a if stream.random() < weight[a] / (weight[a] + weight[b]) else b
            found.append((rater, a, b, heavier))
        return found
    top = rule("top_rating")
    raters = sorted({row[0] for row in rows})
    scale = {r: top / 2 * np.exp(stream.normal(0, rule("made_up_raters") / 1000)) for r in raters}
    rated: list[Row] = []
    for rater, vignette, _ in rows:
        share = weight[vignette] / weights.by_tier[-1]
        rating = scale[rater] * share * np.exp(stream.normal(0, rule("made_up_spread") / 1000))
        rated.append((rater, vignette, str(min(top, round(float(rating))))))
    return rated
