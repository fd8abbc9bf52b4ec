"""How far raters agree: Krippendorff's alpha.

    alpha = 1 - observed disagreement / disagreement expected by chance
          = 1 - (n - 1) x sum over units of (sum over its pairs of values of d / (m_u - 1))
                / sum over all pairs of values of d

with m_u values of unit u and n of all units with two or more (Krippendorff 2011, Computing
Krippendorff's alpha-reliability). d is 0 for equal values; else 1 for names (nominal), and for ranks
(ordinal) the square of how many values lie between the two, the two themselves counted by half.

A pair of vignettes has no first and second: each judgement is entered both ways round, so that alpha
does not hang on which was named first; chance then agrees half the time, and alpha is Kendall's
coefficient of agreement u but for n / (n - 1) (Kendall and Babington Smith 1940).
"""

import numpy as np

from planner.calibrate.judgements import Floats, Judgements, Pairs

_PAIR = 2


def counts_of(judged: Judgements) -> tuple[Floats, bool]:
    """Return how often each unit was given each value, and whether the values are ranks.

    The units are vignettes with their ratings, or pairs of vignettes with the one found heavier.
    """
    if isinstance(judged, Pairs):
        wins = judged.wins_of.sum(axis=0).astype(np.float64)
        one, other = np.triu_indices(len(wins), 1)
        given = np.stack([wins[one, other], wins[other, one]], axis=1)
        return given[given.sum(axis=1) >= _PAIR], False
    values = np.unique(judged.rating)
    given = np.zeros((len(judged.vignettes), len(values)))
    np.add.at(given, (judged.vignette, np.searchsorted(values, judged.rating)), 1.0)
    return given[given.sum(axis=1) >= _PAIR], True


def alpha(given: Floats, *, ranks: bool, either_way: bool = False) -> float | None:
    """Return alpha of units by values (counts), None where all values are the same.

    `either_way`: each unit is entered a second time with its values swapped.
    """
    given = np.concatenate([given, given[:, ::-1]]) if either_way else given
    size = given.sum(axis=1)
    given, size = given[size >= _PAIR], size[size >= _PAIR]
    total = given.sum(axis=0)
    apart = _ranks_apart(total) if ranks else 1.0 - np.eye(len(total))
    expected = float(total @ apart @ total)
    if expected <= 0:
        return None
    observed = float((np.einsum("ui,ij,uj->u", given, apart, given) / (size - 1)).sum())
    return 1 - (float(total.sum()) - 1) * observed / expected


def _ranks_apart(total: Floats) -> Floats:
    middle = np.cumsum(total) - total / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2)
