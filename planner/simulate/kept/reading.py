"""What a kept run's folder says, read back."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from math import isfinite, nan
from pathlib import Path

from pydantic import ValidationError

from planner.errors import PlannerError
from planner.intake.text_file import bytes_of, decoded
from planner.simulate.kept.keeping import FIRST_COLUMNS, MEASURES, RUN
from planner.simulate.kept.record import Record

_MOST_BYTES = 1_000_000_000
_CUT_OFF = "was cut off before its first replication was over."


class NoKeptRun(PlannerError):
    """A folder holds no kept run, or one that cannot be read."""


@dataclass(frozen=True)
class Kept:
    """A kept run. `numbers`: of its replications, in order; `measures`: by arm and measure, NaN where
    not defined, one for each replication.
    """

    folder: str
    record: Record
    numbers: tuple[int, ...]
    measures: dict[str, dict[str, list[float]]]

    @property
    def policies(self) -> dict[str, str]:
        """The policy of each arm."""
        return {arm.name: arm.policy for arm in self.record.arms}

    def on(self, numbers: Iterable[int], arm: str, measure: str) -> list[float]:
        """Return a measure in some of the replications."""
        place = {number: at for at, number in enumerate(self.numbers)}
        return [self.measures[arm][measure][place[number]] for number in numbers]


def read_kept(folder: Path) -> Kept:
    """Return a kept run.

    Raises
    ------
    NoKeptRun
        The folder holds none, none that this version can read, or one that was cut off before its first
        replication was over.
    """
    if not (folder / RUN).is_file():
        raise NoKeptRun(
            f"{folder} is no kept run: there is no {RUN} in it."
            " caseload simulate Q.toml --keep FOLDER makes one."
        )
    try:
        record = Record.model_validate_json(bytes_of(folder / RUN, _MOST_BYTES))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise NoKeptRun(
            f"{folder / RUN} cannot be read: {place}: {first['msg'].lower()}."
            " It may be of another version of caseload."
        ) from None
    numbers, measures = _measures(folder, [arm.name for arm in record.arms])
    return Kept(str(folder), record, numbers, measures)


def _measures(
    folder: Path, arms: list[str]
) -> tuple[tuple[int, ...], dict[str, dict[str, list[float]]]]:
    """Return the replications that are whole; one that was cut off in the middle is left out."""
    path = folder / MEASURES
    content = bytes_of(path, _MOST_BYTES) if path.is_file() else b""
    whole = content[: content.rfind(b"\n") + 1]
    if not whole:
        raise NoKeptRun(f"{folder} {_CUT_OFF}")
    header, *lines = csv.reader(StringIO(decoded(whole, str(path)), newline=""))
    if tuple(header[:2]) != FIRST_COLUMNS:
        raise NoKeptRun(f"{path} does not begin with the columns {' and '.join(FIRST_COLUMNS)}.")
    found: dict[int, dict[str, list[float]]] = {}
    for row, line in enumerate(lines, 2):
        number, arm, values = _row(line, header, f"{path}, row {row}")
        found.setdefault(number, {})[arm] = values
    numbers = tuple(number for number, each in found.items() if each.keys() == set(arms))
    if not numbers:
        raise NoKeptRun(f"{folder} {_CUT_OFF}")
    return numbers, {
        arm: {
            name: [found[number][arm][place] for number in numbers]
            for place, name in enumerate(header[2:])
        }
        for arm in arms
    }


def _row(line: list[str], header: list[str], where: str) -> tuple[int, str, list[float]]:
    if len(line) != len(header) or not line[0].isdecimal():
        raise NoKeptRun(f"{where} is not as its header says.")
    return int(line[0]), line[1], [_number(cell, where) for cell in line[2:]]


def _number(cell: str, where: str) -> float:
    """Return a cell's number, NaN where it is empty; no other way leads to NaN."""
    if not cell:
        return nan
    try:
        value = float(cell)
    except ValueError:
        value = nan
    if not isfinite(value):
        raise NoKeptRun(f"{where}: {cell!r} is no number.")
    return value
