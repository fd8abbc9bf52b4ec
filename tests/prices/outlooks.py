"""Small outlooks, and prices by chance."""

from typing import Any

import numpy as np

from planner.prices import Numbers, Outlook, Prices, shipped_numbers
from planner.problem import Problem

NUMBERS = shipped_numbers()


def an_outlook(workers: int = 2, kinds: int = 1, numbers: Numbers = NUMBERS, **changes: Any) -> Outlook:
    """Return an outlook in which a case takes an hour a week, and each worker has three."""
    weeks = numbers.weeks
    fields: dict[str, Any] = {
        "workers": tuple(f"w{place}" for place in range(workers)),
        "room_minutes": np.full((workers, weeks), 180),
        "room_dose": np.full((workers, weeks), 100_000),
        "minutes": np.full((kinds, weeks), 60),
        "dose": np.full((kinds, weeks), 100),
        "extra_minutes": np.zeros((kinds, workers), dtype=np.int64),
        "lasts": np.full(kinds, weeks),
        "may": np.ones((kinds, workers), dtype=bool),
        "missed": np.zeros((kinds, workers), dtype=np.int64),
        "worth": np.full(kinds, 10_000_000),
        "known": np.zeros(kinds, dtype=np.int64),
        "expected": np.zeros((kinds, weeks)),
    }
    return Outlook(**fields | changes)


def some_prices(problem: Problem, rng: np.random.Generator, weeks: int = 9) -> Prices:
    """Return prices by chance for the workers of a problem, one of them left out."""
    ids = tuple(worker.id for worker in problem.workers[1:])
    minutes, dose = rng.integers(0, 5_000, size=(2, len(ids), weeks))
    return Prices(ids, minutes, dose)
