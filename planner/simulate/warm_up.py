"""After how many weeks does where a run began no longer show?"""

from collections.abc import Mapping

import numpy as np

from planner.problem.arrays import Floats

BATCH = 5  # weeks; what gives MSER-5 its name
_LEAST = 20  # batches, two years: the season of one year is not to be taken for settling
_LAST = 5  # batches at the end that are never all that is kept: too few to say how they vary


def warm_up(series: Floats) -> int | None:
    """Return after how many weeks a weekly series, best the mean over runs, has settled.

    MSER-5: of the means of every five weeks, z, as many are cut off at the start as make the standard
    error of what is left least, the smallest d that minimises

        sum over i > d of (z[i] - mean of z after d) ** 2 / (n - d) ** 2

    None where that cuts off half or more, so that the series is too short to tell that it has settled,
    and where it has fewer than twenty such means.

    White, Cobb and Spratt 2000, A comparison of five steady-state truncation heuristics for simulation,
    Winter Simulation Conference, 755-760; used on means over runs as in Hoad, Robinson and Davies 2010,
    Automating warm-up length estimation, Journal of the Operational Research Society 61, 1389-1403.
    """
    count = len(series) // BATCH
    if count < _LEAST:
        return None
    means = np.asarray(series[: count * BATCH], dtype=np.float64).reshape(count, BATCH).mean(axis=1)
    errors = [means[cut:].var() / (count - cut) for cut in range(count - _LAST + 1)]
    cut = int(np.argmin(errors))
    return cut * BATCH if 2 * cut < count else None


def settling(open_cases: Mapping[str, Floats]) -> str:
    """Return the sentence on when open cases had settled. `open_cases`: mean over the runs, by arm."""
    weeks = max(map(len, open_cases.values()), default=0)
    if weeks < _LEAST * BATCH:
        return (
            f"{weeks} weeks are too short to tell when the number of open cases settles; a run begins"
            " where the agency stands."
        )
    found = {name: warm_up(series) for name, series in open_cases.items()}
    told = [
        f"{name} not within {weeks} weeks" if week is None else f"{name} by week {week + 1}"
        for name, week in found.items()
    ]
    return f"When the number of open cases had settled (MSER-5): {', '.join(told)}."
