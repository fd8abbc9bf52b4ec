"""How a run gets into its folder while it goes on, so that an interrupted one keeps what it has."""

import csv
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from math import isnan
from pathlib import Path

from planner.intake.template import refuse_taken
from planner.present.simulation import SimulationAnswer
from planner.simulate.arms import Asked, Outcome
from planner.simulate.kept.record import Record
from planner.simulate.kept.weeks_file import WEEKS, WeeksFile, weeks_file

RUN, MEASURES = "run.json", "measures.csv"
FIRST_COLUMNS = ("replication", "arm")


class Keeping:
    """A folder that takes replications one by one; `answer` goes into it at the end, where it is set.

    A full disk ends the keeping and not the run: `failed` says then what happened, for people.
    """

    answer: SimulationAnswer | None = None
    failed: str | None = None

    def __init__(self, folder: Path, record: Record, weeks: WeeksFile) -> None:
        self._folder, self._record, self._weeks = folder, record, weeks
        self._done = 0
        self._measures = (folder / MEASURES).open("x", encoding="utf-8", newline="")
        self._writer = csv.writer(self._measures, lineterminator="\n")
        self._names: tuple[str, ...] = ()
        self._say()

    @property
    def empty(self) -> bool:
        """Whether no replication is in it."""
        return not self._done

    def add(self, replication: int, found: Mapping[str, Outcome]) -> None:
        """Write one replication, its measures last: whose measures are there is there as a whole."""
        if self.failed is None:
            self._try(lambda: self._add(replication, found))

    def close(self) -> None:
        """Write what is left, and how many runs there are."""
        for last in (self._measures.close, self._weeks.close, self._say):
            self._try(last)

    def _add(self, replication: int, found: Mapping[str, Outcome]) -> None:
        rows = {arm: each.rows for arm, each in found.items() if each.rows is not None}
        self._weeks.add(replication, rows)
        if not self._names:
            self._names = tuple(dict.fromkeys(m for each in found.values() for m in each.measures))
            self._writer.writerow((*FIRST_COLUMNS, *self._names))
        for arm, outcome in found.items():
            told = (outcome.measures.get(name) for name in self._names)
            self._writer.writerow((replication, arm, *map(_cell, told)))
        self._measures.flush()
        self._done += 1

    def _say(self) -> None:
        """Write what is known of the run so far."""
        known = self._record.model_copy(update={"runs_done": self._done, "answer": self.answer})
        partial = self._folder / f"{RUN}.partial"
        partial.write_text(known.model_dump_json(indent=2) + "\n", encoding="utf-8")
        partial.replace(self._folder / RUN)

    def _try(self, write: Callable[[], None]) -> None:
        try:
            write()
        except OSError as error:
            reason = error.strerror or str(error)
            self.failed = self.failed or (
                f"Not all runs are kept in {self._folder} ({reason}). Kept: {self._done}."
            )


@contextmanager
def keeping(folder: Path, what: Asked, record: Record) -> Iterator[Keeping]:
    """Make a folder and let it take replications; if none comes, no folder stays.

    Raises
    ------
    FolderTaken
        There is something in the folder already, or it is a file.
    NoParquet
        The weeks are wanted in Parquet, and pyarrow is not installed.
    """
    refuse_taken(folder)
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    keeps: Keeping | None = None
    try:
        posts = {arm.name: tuple(sorted(w.id for w in arm.agency.workers)) for arm in what.arms}
        keeps = Keeping(folder, record, weeks_file(folder, record.table, posts))
        yield keeps
    finally:
        if keeps:
            keeps.close()
        if keeps is None or keeps.empty:
            _take_back(folder, made=made)


def _take_back(folder: Path, *, made: bool) -> None:
    with suppress(OSError):
        for pattern in (f"{RUN}*", MEASURES, f"{WEEKS}.*"):
            for file in folder.glob(pattern):
                file.unlink()
        if made:
            folder.rmdir()


def _cell(value: float | None) -> str:
    """Return a number with all its digits; nothing where it is not defined."""
    return "" if value is None or isnan(value) else repr(value)
