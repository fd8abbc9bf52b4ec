"""How unsure weights and agreement are: what they come to when raters, or units, are drawn anew.

Weights: raters are drawn with replacement, each with all their judgements. Agreement: units are drawn,
because a rater drawn twice would agree with themselves (Zapf et al. 2016). A draw from which nothing can
be worked out (comparisons in pieces, ratings without a tier) is drawn again, and counted.

The interval of a weight w from n raters, on the scale of ratios and never below 1:

    log w +- t(1 - a/2, n - 1) x sqrt(n / (n - 1)) x SD of log w over draws,   a = 1 - confidence

The shares cut off at the ends of the draws themselves would not do: a rater drawn twice seems to be sure
twice over, so that draws of strengths lie too far out (the recovery test of this room measures it).
"""

from collections.abc import Callable, Iterator
from math import sqrt

import numpy as np
from scipy import stats

from planner.calibrate.agreement import alpha
from planner.calibrate.judgements import Floats, Ints
from planner.errors import BadValue

_MOST_TRIES = 4  # for each draw that counts


def drawn_weights(
    work_out: Callable[[Ints], Floats | None], raters: int, draws: int, seed: int
) -> tuple[Floats, int]:
    """Return weights by draw, shape (draws, 5), and how often a draw was made again.

    `work_out` is given how often each rater was drawn, and returns None where nothing follows.

    Raises
    ------
    BadValue
        Nothing follows from most draws.
    """
    stream = _stream(seed, 0)
    found: list[Floats] = []
    again = 0
    while len(found) < draws:
        times = np.bincount(stream.integers(0, raters, raters), minlength=raters)
        weights = work_out(times)
        if weights is not None:
            found.append(weights)
            continue
        again += 1
        if again > _MOST_TRIES * draws:
            raise BadValue(
                "From most draws of raters no weights follow, so no interval can be told. More raters"
                " must judge the same vignettes."
            )
    return np.array(found), again


def interval(weights: Floats, drawn: Floats, raters: int, confidence: float) -> tuple[Floats, Floats]:
    """Return the lower and upper ends of the intervals of weights, from their draws (draws, 5)."""
    t = float(stats.t.ppf((1 + confidence) / 2, raters - 1))
    half = t * sqrt(raters / (raters - 1)) * np.log(drawn).std(axis=0, ddof=1)
    return np.maximum(1.0, weights * np.exp(-half)), weights * np.exp(half)


def agreement_interval(
    given: Floats, draws: int, seed: int, confidence: float, *, ranks: bool
) -> tuple[float, float]:
    """Return the ends of the percentile interval of alpha, units drawn with replacement."""
    stream = _stream(seed, 1)

    def each() -> Iterator[float]:
        for _ in range(draws):
            found = alpha(
                given[stream.integers(0, len(given), len(given))], ranks=ranks, either_way=not ranks
            )
            if found is not None:
                yield found

    drawn = np.array(list(each()))
    ends = np.quantile(drawn, [(1 - confidence) / 2, (1 + confidence) / 2])
    return float(ends[0]), float(ends[1])


def _stream(seed: int, place: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(place,))))
