"""How long single questions take: what half, 95 and 99 in 100 of them need at most, and the longest."""

from collections.abc import Callable, Iterable
from time import perf_counter, thread_time

import numpy as np

from planner.present.one_case import Times

_MS = 1000


def timed(ask: Callable[[str], object], cases: Iterable[str]) -> tuple[Times, Times]:
    """Ask about one case after the other; return the time that passed and the processor's time.

    Where other programs want the same processors, the first holds what they took as well.
    """
    passed, worked = [], []
    for case in cases:
        begin, busy = perf_counter(), thread_time()
        ask(case)
        worked.append(thread_time() - busy)
        passed.append(perf_counter() - begin)
    return times(passed), times(worked)


def times(seconds: list[float]) -> Times:
    """Return the milliseconds that 50, 95 and 99 in 100 took at most, each one that occurred."""
    shares = np.percentile(seconds, [50, 95, 99, 100], method="inverted_cdf")
    half, most, nearly, longest = (round(_MS * float(each), 4) for each in shares)
    return Times(p50_ms=half, p95_ms=most, p99_ms=nearly, max_ms=longest)
