"""How the weeks of every post get into a file, replication by replication: CSV or Parquet."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from planner.errors import PlannerError
from planner.problem.arrays import Ints
from planner.simulate.kept.columns import AMOUNTS, COLUMNS, rows
from planner.simulate.kept.record import Table

WEEKS = "weeks"
GROUP = 65_536  # rows or more in a row group of Parquet
Posts = Mapping[str, tuple[str, ...]]


class NoParquet(PlannerError):
    """A table is wanted in Parquet, and what writes it is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "A table in Parquet needs pyarrow, which is not installed."
            " Install it with: pip install pyarrow; or say --table csv."
        )


class WeeksFile(Protocol):
    """A file that takes replications one by one."""

    def add(self, replication: int, told: Mapping[str, Ints]) -> None:
        """Write one replication: the AMOUNTS of each arm."""

    def close(self) -> None:
        """Write what is left; nothing can be added after it."""


def weeks_file(folder: Path, table: Table, posts: Posts) -> WeeksFile:
    """Return a new file of weeks in a folder. `posts`: ids of each arm, in the order of its arrays.

    Raises
    ------
    NoParquet
        Parquet is wanted, and pyarrow is not installed.
    """
    return _Parquet(folder, posts) if table == "parquet" else _Csv(folder, posts)


class _Csv:
    """`weeks.csv`; a run is in the file as soon as it is added."""

    def __init__(self, folder: Path, posts: Posts) -> None:
        self._posts = posts
        self._file = (folder / f"{WEEKS}.csv").open("x", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow(column.name for column in COLUMNS)

    def add(self, replication: int, told: Mapping[str, Ints]) -> None:
        for arm, amounts in told.items():
            self._writer.writerows(rows(replication, arm, self._posts[arm], amounts))
        self._file.flush()

    def close(self) -> None:
        self._file.close()


class _Parquet:
    """`weeks.parquet`, some replications to a row group, so that what is told of groups stays small.

    It can be read from its end only, so it has another name until it is closed.
    """

    def __init__(self, folder: Path, posts: Posts) -> None:
        self._arrow, parquet = _pyarrow()
        self._posts, self._path = posts, folder / f"{WEEKS}.parquet"
        self._partial = folder / f"{WEEKS}.parquet.partial"
        self._arms, self._ids = list(posts), sorted({post for mine in posts.values() for post in mine})
        self._place = {post: place for place, post in enumerate(self._ids)}
        self._writer = parquet.ParquetWriter(self._partial, self._schema(), compression="zstd")
        self._parts: list[list[np.ndarray]] = []

    def add(self, replication: int, told: Mapping[str, Ints]) -> None:
        self._parts += [self._columns(replication, arm, amounts) for arm, amounts in told.items()]
        if sum(len(part[0]) for part in self._parts) >= GROUP:
            self._write()

    def close(self) -> None:
        try:
            self._write()
        finally:
            self._writer.close()
        self._partial.rename(self._path)

    def _write(self) -> None:
        """Write a row group of what has been added since the last."""
        if not self._parts:
            return
        columns = [np.concatenate(each) for each in zip(*self._parts, strict=True)]
        self._parts.clear()
        named = {1: self._arms, 3: self._ids}
        made = [
            self._arrow.DictionaryArray.from_arrays(column, named[place]) if place in named else column
            for place, column in enumerate(columns)
        ]
        self._writer.write_table(self._arrow.table(made, schema=self._writer.schema))

    def _columns(self, replication: int, arm: str, amounts: Ints) -> list[np.ndarray]:
        posts = [self._place[post] for post in self._posts[arm]]
        weeks, size = amounts.shape[1], amounts[0].size
        return [
            np.full(size, replication, dtype=np.int32),
            np.full(size, self._arms.index(arm), dtype=np.int32),
            np.repeat(np.arange(1, weeks + 1, dtype=np.int32), len(posts)),
            np.tile(np.array(posts, dtype=np.int32), weeks),
            *(each.ravel() for each in amounts),
        ]

    def _schema(self) -> Any:
        arrow = self._arrow
        name = arrow.dictionary(arrow.int32(), arrow.string())
        types = [arrow.int32(), name, arrow.int32(), name, *[arrow.int64()] * len(AMOUNTS)]
        return arrow.schema(
            arrow.field(column.name, kind, metadata={"unit": column.unit, "meaning": column.meaning})
            for column, kind in zip(COLUMNS, types, strict=True)
        )


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise NoParquet from None
    return pyarrow, parquet
