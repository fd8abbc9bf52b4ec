"""How unsure weights and agreement are: what they come to when raters, or units, are drawn anew.

Weights: raters are drawn with replacement, each with all their judgements. Agreement: units are drawn,
because a rater drawn twice would agree with themselves (Zapf et al. 2016). A draw from which nothing can
be worked out (comparisons in pieces, ratings without a tier) is drawn again, and counted.

The interval of weights is the expanded percentile interval of Hesterberg 2015 (The American Statistician
69:371-386), which makes up for drawing from few raters:

    share cut off at each end = Phi(-sqrt(n / (n - 1)) x t(1 - a/2, n - 1)),   a = 1 - confidence
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


def interval(drawn: Floats, raters: int, confidence: float) -> tuple[Floats, Floats]:
    """Return the lower and upper ends of the expanded percentile interval, over the first axis."""
    t = float(stats.t.ppf((1 + confidence) / 2, raters - 1))
    cut = float(stats.norm.cdf(-sqrt(raters / (raters - 1)) * t))
    return np.quantile(drawn, cut, axis=0), np.quantile(drawn, 1 - cut, axis=0)


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
