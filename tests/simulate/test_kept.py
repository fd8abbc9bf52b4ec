"""Does a kept run hold what came out, nothing of anybody's health, and refuse to write over anything?"""

import csv
import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pyarrow import parquet

from planner.errors import FolderTaken
from planner.simulate.arms import Asked, asked
from planner.simulate.executors import Executor
from planner.simulate.kept import weeks_file
from planner.simulate.kept.columns import AMOUNTS, COLUMNS
from planner.simulate.kept.keeping import keeping
from planner.simulate.kept.reading import NoKeptRun, read_kept
from planner.simulate.kept.record import fingerprint, record
from planner.simulate.kept.weeks_file import NoParquet
from planner.simulate.runs import simulate
from planner.simulate.summary import summary
from planner.simulate.tally import Tally
from tests.simulate.questions import a_small_agency
from tests.simulate.questions import asked as a_question

AGENCY = a_small_agency()
HIRE = {"do": "hire", "count": 1, "like": "w1"}
WARM_UP = {"do": "parameters", "set": {"warm_up_weeks": 2}}
WEEKS, RUNS = 3, 2


def of(*changes) -> Asked:
    question = a_question(*(changes or (HIRE,)), weeks=WEEKS)
    what = asked(question, AGENCY, ("rotation", "fewest-open-cases"))
    return replace(what, with_rows=True)


def kept(folder: Path, what: Asked, table="csv", runs: int = RUNS) -> Tally:
    known = record(what, AGENCY, runs, table, "1.2.3")
    with keeping(folder, what, known) as keeps:
        tally = simulate(what, runs, Executor.INLINE, keeps.add)
        keeps.answer = summary("What happens if?", tally)
    return tally


def table_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_has_a_row_for_each_replication_arm_week_and_post(tmp_path: Path):
    what = of()
    kept(tmp_path / "run", what)
    rows = table_of(tmp_path / "run" / "weeks.csv")
    assert list(rows[0]) == [column.name for column in COLUMNS]
    assert {(row["replication"], row["arm"], row["week"], row["post"]) for row in rows} == {
        (str(number), arm.name, str(week), worker.id)
        for number in range(RUNS)
        for arm in what.arms
        for week in range(1, WEEKS + 1)
        for worker in arm.agency.workers
    }
    assert all(row[column.name].isdecimal() for row in rows for column in AMOUNTS)
    assert {row["filled"] for row in rows} <= {"0", "1"}


def test_the_table_says_what_happened_after_the_warm_up(tmp_path: Path):
    what = of(HIRE, WARM_UP)
    kept(tmp_path / "run", what)
    rows = table_of(tmp_path / "run" / "weeks.csv")
    changed = [arm for arm in what.arms if arm.name != "as-it-is"]
    for arm in changed:
        told = replace(what, arms=(arm,), lead=arm.name)(1)[arm.name].rows
        assert told is not None
        assert told.shape == (len(AMOUNTS), WEEKS, len(arm.agency.workers))
        mine = [row for row in rows if row["replication"] == "1" and row["arm"] == arm.name]
        read = [[int(row[column.name]) for row in mine] for column in AMOUNTS]
        np.testing.assert_array_equal(np.array(read).reshape(told.shape), told)


def test_parquet_holds_the_same_rows_with_units(tmp_path: Path):
    for table in ("csv", "parquet"):
        kept(tmp_path / table, of(), table)
    file = parquet.ParquetFile(tmp_path / "parquet" / "weeks.parquet")
    assert file.num_row_groups == 1
    read = file.read()
    assert read.schema.field("dose").metadata[b"unit"] == b"thousandths of an exposure unit"
    names = [column.name for column in COLUMNS]
    assert read.column_names == names
    rows = [{name: str(row[name]) for name in names} for row in read.to_pylist()]
    assert rows == table_of(tmp_path / "csv" / "weeks.csv")
    assert sorted(file.name for file in (tmp_path / "parquet").iterdir()) == [
        "measures.csv",
        "run.json",
        "weeks.parquet",
    ]


def test_parquet_is_written_as_soon_as_there_is_a_row_group_of_it(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(weeks_file, "GROUP", 100)
    kept(tmp_path / "run", of(), "parquet", runs=5)
    file = parquet.ParquetFile(tmp_path / "run" / "weeks.parquet")
    a_run = WEEKS * (6 + 7 + 7)
    assert [file.metadata.row_group(n).num_rows for n in range(3)] == [2 * a_run, 2 * a_run, a_run]


def test_rows_are_told_only_when_they_are_asked_for():
    what = replace(of(), with_rows=False)
    assert all(outcome.rows is None for outcome in what(0).values())


def test_nothing_is_kept_of_anybodys_health(tmp_path: Path):
    kept(tmp_path / "run", of())
    head = (tmp_path / "run" / "weeks.csv").read_text().splitlines()[0]
    for word in ("sts", "score", "harm", "risk", "profile", "months"):
        assert word not in head.lower()


def test_the_record_says_what_was_asked_and_answered(tmp_path: Path):
    tally = kept(tmp_path / "run", of())
    told = json.loads((tmp_path / "run" / "run.json").read_text())
    assert told["question"] == "What happens if?"
    assert told["changes"] == [HIRE]
    assert (told["runs_wished"], told["runs_done"]) == (RUNS, RUNS)
    assert [arm["posts"] for arm in told["arms"]] == [6, 7, 7]
    assert told["parameters"]["weeks"] == WEEKS
    assert told["caseload"] == "1.2.3"
    assert told["answer"] == json.loads(summary("What happens if?", tally).model_dump_json())
    assert "base" not in told


def test_a_parameter_that_an_arm_does_not_share_is_said_with_it(tmp_path: Path):
    kept(tmp_path / "run", of(WARM_UP))
    arms = json.loads((tmp_path / "run" / "run.json").read_text())["arms"]
    assert [arm["parameters"] for arm in arms] == [{"warm_up_weeks": 0}, {}, {}]


def test_equal_data_has_an_equal_hash_and_what_is_private_is_not_in_it():
    assert fingerprint(a_small_agency()) == fingerprint(AGENCY)
    assert fingerprint(AGENCY.changed(profiles=())) == fingerprint(AGENCY)
    assert fingerprint(a_small_agency(7)) != fingerprint(AGENCY)


def test_what_is_read_back_is_what_came_out(tmp_path: Path):
    what = of()
    kept(tmp_path / "run", what)
    read = read_kept(tmp_path / "run")
    assert read.numbers == tuple(range(RUNS))
    for number in read.numbers:
        for arm, outcome in what(number).items():
            mine = {name: values[number] for name, values in read.measures[arm].items()}
            assert repr(mine) == repr(outcome.measures)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path):
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(FolderTaken, match="nothing in it was touched"):
        kept(tmp_path, of())
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_a_kept_run_is_not_written_over(tmp_path: Path):
    kept(tmp_path / "run", of())
    with pytest.raises(FolderTaken):
        kept(tmp_path / "run", of())


def test_without_pyarrow_parquet_is_refused_before_anything_is_run(tmp_path: Path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(NoParquet, match="--table csv"):
        kept(tmp_path / "run", of(), "parquet")
    assert not (tmp_path / "run").exists()


def interrupted_after(runs: int, folder: Path, table) -> None:
    what = of()
    with keeping(folder, what, record(what, AGENCY, 9, table, "1")) as keeps:
        for number in range(runs):
            keeps.add(number, what(number))
        raise KeyboardInterrupt


@pytest.mark.parametrize("table", ["csv", "parquet"])
def test_an_interrupted_run_keeps_what_it_has(tmp_path: Path, table):
    with pytest.raises(KeyboardInterrupt):
        interrupted_after(1, tmp_path / "run", table)
    read = read_kept(tmp_path / "run")
    assert read.numbers == (0,)
    assert (read.record.runs_done, read.record.answer) == (1, None)
    assert (tmp_path / "run" / f"weeks.{table}").stat().st_size > 500


@pytest.mark.parametrize("table", ["csv", "parquet"])
def test_nothing_stays_of_a_run_of_which_nothing_was_done(tmp_path: Path, table):
    with pytest.raises(KeyboardInterrupt):
        interrupted_after(0, tmp_path / "run", table)
    assert not (tmp_path / "run").exists()


def test_a_run_cut_off_by_force_is_read_up_to_its_last_whole_replication(tmp_path: Path):
    kept(tmp_path / "run", of())
    path = tmp_path / "run" / "measures.csv"
    path.write_text(path.read_text()[:-15])
    assert read_kept(tmp_path / "run").numbers == (0,)


def test_a_full_disk_ends_the_keeping_and_not_the_run(tmp_path: Path, monkeypatch):
    what = of()
    with keeping(tmp_path / "run", what, record(what, AGENCY, 9, "csv", "1")) as keeps:
        keeps.add(0, what(0))

        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(keeps._weeks, "add", full)
        keeps.add(1, what(1))
        monkeypatch.undo()
        keeps.add(2, what(2))
    assert keeps.failed is not None
    assert "(No space left on device). Kept: 1." in keeps.failed
    assert read_kept(tmp_path / "run").numbers == (0,)


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("run.json", None, "is no kept run"),
        ("run.json", "{", "cannot be read"),
        ("run.json", "{}", "another version"),
        ("measures.csv", None, "before its first replication"),
        ("measures.csv", "", "before its first replication"),
        ("measures.csv", "a,b\n1,2\n", "does not begin with"),
        ("measures.csv", "replication,arm,cost\n0,rotation,nan\n", "'nan' is no number"),
        ("measures.csv", "replication,arm,cost\n0,rotation\n", "row 2 is not as its header says"),
    ],
)
def test_what_is_no_kept_run_is_refused_in_a_sentence(tmp_path: Path, file, text, said):
    kept(tmp_path / "run", of(), runs=1)
    path = tmp_path / "run" / file
    path.unlink()
    if text is not None:
        path.write_text(text)
    with pytest.raises(NoKeptRun, match=said):
        read_kept(tmp_path / "run")
