"""Can a run be kept and compared, and does `caseload simulate Q` still mean what it meant?"""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.intake import write_agency
from tests.simulate.questions import a_small_agency

QUESTION = """
question = "What if nothing changes?"
base = "agency"
weeks = 2
runs = 3
policies = ["rotation", "fewest-open-cases"]
"""


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    write_agency(a_small_agency(), tmp_path / "agency")
    (tmp_path / "q.toml").write_text(QUESTION)
    return tmp_path / "q.toml"


def simulate(*arguments: object):
    return CliRunner().invoke(app, ["simulate", *map(str, arguments)])


def kept(asked: Path, name: str, *arguments: object) -> Path:
    folder = asked.parent / name
    result = simulate(asked, "--executor", "inline", "--keep", folder, *arguments)
    assert result.exit_code == 0, result.output
    return folder


def test_the_command_that_is_meant_need_not_be_named(asked: Path):
    options = ["--executor", "inline", "--json", "-"]
    first = simulate(asked, *options)
    assert json.loads(first.stdout)["runs"] == 3
    assert simulate("run", asked, *options).stdout == first.stdout
    assert simulate(*options, asked).stdout == first.stdout


def test_help_tells_every_command_and_every_option_of_the_one_that_is_meant():
    text = simulate("--help").output
    for word in ("compare", "--policy", "--runs", "--keep", "--json"):
        assert word in text


def test_a_misspelt_command_is_answered_with_the_nearest():
    result = simulate("compar", "a", "b")
    assert result.exit_code == 2
    assert "Did you mean 'compare'?" in result.output


def test_a_file_named_like_a_command_is_still_a_file(asked: Path, monkeypatch):
    monkeypatch.chdir(asked.parent)
    (asked.parent / "compares").write_text(asked.read_text())
    assert simulate("compares", "--executor", "inline", "--json", "-").exit_code == 0


def test_two_kept_runs_are_compared(asked: Path):
    first = kept(asked, "first")
    surge = '[[change]]\ndo = "surge"\nweek = 0\ncases = 20\n'
    asked.write_text(asked.read_text() + surge)
    second = kept(asked, "second", "--runs", 2)
    page = simulate("compare", first, second)
    assert page.exit_code == 0, page.output
    assert "2 runs of both met the same luck" in page.output
    assert "surge (week 0, cases 20)" in page.output
    assert "Second less first" in page.output
    assert max(map(len, page.output.splitlines())) <= 110
    answer = json.loads(simulate("compare", first, second, "--json", "-").stdout)
    assert answer["shared"] == 2
    waits = answer["arms"][0]["measures"]["unassigned"]
    assert set(waits) == {"first", "second", "difference"}
    assert answer["only_second"] == ["as-it-is"]


def test_a_kept_run_answers_as_it_did(asked: Path):
    folder = kept(asked, "run", "--json", asked.parent / "answer.json", "--table", "parquet")
    told = json.loads((folder / "run.json").read_text())
    assert told["answer"] == json.loads((asked.parent / "answer.json").read_text())
    assert (folder / "weeks.parquet").is_file()


def test_a_folder_with_no_kept_run_is_refused(tmp_path: Path):
    result = simulate("compare", tmp_path, tmp_path)
    assert result.exit_code == 2
    assert "--keep FOLDER makes one" in result.output


def test_a_folder_that_holds_something_is_refused_before_anything_is_run(asked: Path):
    result = simulate(asked, "--keep", asked.parent)
    assert result.exit_code == 2
    assert "nothing in it was touched" in result.output
    assert {file.name for file in asked.parent.iterdir()} == {"agency", "q.toml"}


def test_a_table_that_nothing_would_hold_is_refused(asked: Path):
    result = simulate(asked, "--table", "csv")
    assert result.exit_code == 2
    assert "--keep" in result.output


@pytest.mark.parametrize("option", ["--report", "--json"])
def test_a_page_that_cannot_be_written_is_refused_before_the_work(asked: Path, option: str):
    result = simulate(asked, option, asked.parent / "nowhere" / "page")
    assert result.exit_code == 2
    assert "There is no folder" in result.output
    assert simulate(asked, option, asked.parent).exit_code == 2
