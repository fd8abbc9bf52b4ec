"""Does a search limited by work depend on nothing but its program, its limit and the version?"""

import csv
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from planner.goals import GOALS
from planner.intake import read_agency
from planner.problem import measure
from planner.program import build
from planner.rules import RULES
from planner.solve import clock as clocks
from planner.solve.clock import Clock, WorkClock
from planner.solve.search import search as typed_search
from tests.builders import a_random_agency

SCENARIOS = Path(__file__).parents[2] / "scenarios"
RUN = [sys.executable, "-c", "from planner.cli.main import app; app()"]


def shuffled(folder: Path, into: Path, seed: int) -> Path:
    """Return a copy of a folder with the rows of every table in another order."""
    into.mkdir()
    for file in sorted(folder.iterdir()):
        if file.suffix != ".csv":
            (into / file.name).write_bytes(file.read_bytes())
            continue
        with file.open(newline="", encoding="utf-8") as source:
            head, *rows = csv.reader(source)
        Random(seed).shuffle(rows)
        with (into / file.name).open("w", newline="", encoding="utf-8") as target:
            csv.writer(target).writerows([head, *rows])
    return into


def search(program, limit):
    return typed_search(program, limit)


def planned(folder: Path, work: int, seed: int) -> bytes:
    """Return what `plan --json -` prints in a process of its own, with its own order of hashing."""
    return subprocess.run(
        [*RUN, "plan", str(folder), "--work", str(work), "--json", "-"],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
    ).stdout


@pytest.mark.parametrize("seed", [1, 4, 7])
@pytest.mark.parametrize("work", [1, 60, 10_000])
def test_a_search_limited_by_work_never_asks_the_time(monkeypatch, seed, work):
    program = build(measure(a_random_agency(seed, workers=6, cases=9, tight=False)), RULES, GOALS)
    first = search(program, WorkClock(work))

    def asked():
        raise AssertionError("the time was asked for")

    monkeypatch.setattr(clocks, "monotonic", asked)
    again = search(program, WorkClock(work))
    assert first.chosen is not None
    assert first.chosen.tobytes() == again.chosen.tobytes()
    assert (first.cost, first.bound, first.ending) == (again.cost, again.bound, again.ending)
    assert first.certificate == again.certificate


def test_work_is_used_up_by_a_search_and_a_little_of_it_ends_sooner():
    program = build(measure(a_random_agency(1, workers=8, cases=14, tight=False)), RULES, GOALS)
    much, little = WorkClock(100_000), WorkClock(1)
    search(program, much)
    found = search(program, little)
    assert 0 < much.left() < 100
    assert little.left() == 0
    assert found.chosen is not None


def test_a_part_has_its_share_and_its_work_counts_in_the_whole():
    whole = WorkClock(1000)
    part = whole.part(0.5)
    part.looked_at(100_000)
    assert part.left() == pytest.approx(0.4)
    assert whole.left() == pytest.approx(0.9)
    part.looked_at(1_000_000)
    assert (part.left(), whole.left()) == (0, 0)
    assert whole.at_most(5).left() == 0
    assert Clock.of(whole) is whole


@pytest.mark.parametrize("name", ["advocacy-centre", "rural-district"])
def test_shuffled_rows_change_no_byte_of_what_is_found(tmp_path, name):
    mixed = shuffled(SCENARIOS / name, tmp_path / "mixed", 1)
    assert (mixed / "cases.csv").read_bytes() != (SCENARIOS / name / "cases.csv").read_bytes()
    found = []
    for folder in (SCENARIOS / name, mixed):
        program = build(measure(read_agency(folder)), RULES, GOALS)
        found.append(search(program, WorkClock(200)))
    assert found[0].chosen.tobytes() == found[1].chosen.tobytes()
    assert found[0].certificate == found[1].certificate


def test_a_shipped_folder_with_shuffled_rows_gives_the_same_bytes(tmp_path):
    folder = SCENARIOS / "trafficking-ngo"
    first = planned(folder, 300, 1)
    assert b'"assignments": [\n    {' in first
    assert planned(shuffled(folder, tmp_path / "mixed", 1), 300, 2) == first


@pytest.mark.ci
def test_twenty_runs_of_the_same_work_give_the_same_bytes(tmp_path):
    """In processes of their own, in other orders of hashing and rows; the search ends unproven."""
    folder = SCENARIOS / "rural-district"
    first = planned(folder, 80, 0)
    assert b'"ending": "good"' in first
    for run in range(1, 20):
        again = shuffled(folder, tmp_path / str(run), run) if run % 2 else folder
        assert planned(again, 80, run) == first


def test_a_clock_allows_no_more_sets_than_it_has_left_for():
    clock = WorkClock(1)
    assert clock.allows(1_000)
    assert not clock.allows(2_000)
    assert Clock(1).allows(500_000)
    assert not Clock(0).allows(1)


def test_a_part_of_a_clock_ends_no_later_than_it():
    assert Clock(1).at_most(60).left() <= 1
