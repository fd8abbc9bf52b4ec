"""What a table of weeks holds: a row a replication, arm, week and post, in whole numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Protocol, TypeAlias

import numpy as np

from planner.problem.arrays import Bools, Ints


@dataclass(frozen=True)
class Column:
    """A column's name, its unit, and what it says."""

    name: str
    unit: str
    meaning: str


KEYS = (
    Column("replication", "number", "which luck it met, from 0; the same in every arm"),
    Column("arm", "name", "the policy, or as-it-is for the agency without the question's changes"),
    Column("week", "number", "from 1, after the warm-up"),
    Column("post", "id", "the worker whose post it is at first; a newcomer has the same post"),
)
AMOUNTS = (
    Column(
        "dose",
        "thousandths of an exposure unit",
        "the ledger at the end of the week, as the weekly dose that would lead to it",
    ),
    Column("fresh_dose", "thousandths of an exposure unit", "what came in that week, rounded"),
    Column("budget", "thousandths of an exposure unit", "what the post may carry; 0 where it is empty"),
    Column("minutes", "minutes", "planned work of the week"),
    Column("open_cases", "cases", "led at the end of the week"),
    Column("filled", "0 or 1", "whether somebody is in the post"),
)
COLUMNS = KEYS + AMOUNTS

Row: TypeAlias = tuple[int | str, ...]


class Lived(Protocol):
    """What is read of a run: T weeks with the warm-up, W posts."""

    @property
    def dose(self) -> Ints: ...
    @property
    def fresh(self) -> Ints: ...
    @property
    def budget(self) -> Ints: ...
    @property
    def minutes(self) -> Ints: ...
    @property
    def cases(self) -> Ints: ...
    @property
    def filled(self) -> Bools: ...


def amounts(trace: Lived, warm_up_weeks: int) -> Ints:
    """Return the AMOUNTS of a run after its warm-up, shape (AMOUNTS, T, W)."""
    told = trace.dose, trace.fresh, trace.budget, trace.minutes, trace.cases, trace.filled
    return np.stack([each[warm_up_weeks:].astype(np.int64) for each in told])


def rows(replication: int, arm: str, posts: Sequence[str], told: Ints) -> Iterator[Row]:
    """Yield the table's rows of one arm in one replication, week by week."""
    weeks = np.repeat(np.arange(1, told.shape[1] + 1), len(posts)).tolist()
    columns = (each.ravel().tolist() for each in told)
    yield from zip(
        repeat(replication), repeat(arm), weeks, list(posts) * told.shape[1], *columns, strict=False
    )
