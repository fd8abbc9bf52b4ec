"""What one more unit of each worker's room in each coming week is worth: made, damped, averaged."""

from dataclasses import dataclass

import numpy as np

from planner.prices.linear import RESOURCES, duals, layout
from planner.prices.numbers import Numbers
from planner.prices.outlook import Outlook
from planner.problem.arrays import Ints


@dataclass(frozen=True)
class Prices:
    """Cost points of one minute and of one thousandth of dose, by worker and coming week; 0 or more."""

    workers: tuple[str, ...]  # (W,) ids, sorted
    minutes: Ints  # (W, T)
    dose: Ints  # (W, T) of the weekly equivalent

    def later(self, weeks: int) -> "Prices":
        """Return the same prices seen some weeks later; those of the last week go on."""
        at = np.minimum(np.arange(self.minutes.shape[1]) + weeks, self.minutes.shape[1] - 1)
        return Prices(self.workers, self.minutes[:, at], self.dose[:, at])


def made(outlook: Outlook, numbers: Numbers, seed: int, last: Prices | None = None) -> Prices:
    """Return the prices of an outlook: the mean over some futures, damped by the last prices.

    price = kept x last price + (1 - kept) x mean of the duals, rounded down to whole cost points.
    `seed`: the same seed, the same futures; `last`: as they are seen now.
    """
    if not outlook.may.size:  # nobody is there, or nothing can come
        nothing = np.zeros((RESOURCES, len(outlook.workers), outlook.weeks), dtype=np.int64)
        return Prices(outlook.workers, *nothing)
    plan = layout(outlook, numbers.weeks_a_bucket)
    total = np.zeros((RESOURCES, len(outlook.workers), plan.buckets))
    for future in range(numbers.futures):
        total += duals(plan, drawn(outlook, numbers.weeks_a_bucket, seed, future))
    by_week = np.repeat(total / numbers.futures / numbers.weeks_a_bucket, numbers.weeks_a_bucket, axis=2)
    if last is not None and last.workers == outlook.workers and last.minutes.shape == by_week.shape[1:]:
        kept = numbers.kept / 1000
        by_week = kept * np.stack([last.minutes, last.dose]) + (1 - kept) * by_week
    minutes, dose = np.floor(by_week + 1e-6).astype(np.int64)
    return Prices(outlook.workers, minutes, dose)


def drawn(outlook: Outlook, weeks_a_bucket: int, seed: int, future: int) -> Ints:
    """Return how many cases of each kind begin in each bucket of a future, shape (M, buckets).

    Those that wait begin at once; those to come are Poisson draws around what is to be expected.
    """
    chance = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(future,))))
    come = chance.poisson(outlook.expected).reshape(len(outlook.known), -1, weeks_a_bucket).sum(axis=2)
    come[:, 0] += outlook.known
    return np.asarray(come, dtype=np.int64)
