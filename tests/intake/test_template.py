"""Can a new folder be filled in, does it explain every column, and is it made whole or not at all?"""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.doctor import examine
from planner.domain import policy, settings
from planner.errors import BadInput, FolderTaken
from planner.intake import read_agency
from planner.intake.folder import CSV_TABLES
from planner.intake.template import FILL_IN, start_folder, template
from planner.intake.template_toml import FIRST_SETTINGS

FILES = ["agency.toml", "workers.csv", "cases.csv", "assignments.csv", "exposures.csv", FILL_IN]
BESIDE = ["simulation.toml"]


def run(*arguments: object):
    return CliRunner().invoke(app, [str(each) for each in arguments])


def blocks() -> dict[str, str]:
    """Return the example of each file on the page beside it."""
    found = re.findall(r"^## (\S+)$(?:.*?)^```\w+\n(.*?)^```$", template()[FILL_IN], re.M | re.S)
    return dict(found)


def filled_in(folder: Path) -> None:
    """Put the page's examples between the empty quotes and below the headers."""
    examples = blocks()
    toml = tomllib.loads(examples.pop("agency.toml"))
    team, referral_type = toml["team"][0], toml["referral_type"][0]
    values = [
        toml["name"],
        toml["date"],
        team["id"],
        team["office"],
        team["setting"],
        referral_type["id"],
    ]
    text = (folder / "agency.toml").read_text("utf-8")
    assert text.count(' = ""\n') == len(values)
    for value in values:
        text = text.replace(' = ""\n', f' = "{value}"\n', 1)
    (folder / "agency.toml").write_text(text, "utf-8")
    for file, rows in examples.items():
        header = (folder / file).read_text("utf-8")
        assert rows.startswith(header)
        (folder / file).write_text(rows, "utf-8")


def test_a_new_folder_has_every_file_and_no_own_limits(tmp_path: Path):
    result = run("new", tmp_path / "made" / "here")
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "made" / "here").iterdir()) == sorted(FILES + BESIDE)
    assert "caseload doctor" in result.output


def test_a_header_has_every_column(tmp_path: Path):
    start_folder(tmp_path)
    for table in CSV_TABLES:
        assert (tmp_path / table.file).read_text("utf-8") == ",".join(table.columns) + "\n"


def test_the_page_explains_every_column_and_says_which_are_needed():
    page = template()[FILL_IN]
    for table in CSV_TABLES:
        section = page.split(f"\n## {table.file}\n")[1].split("\n## ")[0]
        rows = re.findall(r"^\| `(\w+)` \| (\S+) \| (.+?) \| `(.+?)` \| (.+?) \|$", section, re.M)
        assert [row[0] for row in rows] == list(table.columns)
        assert [row[0] for row in rows if row[1] == "**yes**"] == list(table.required)


def test_settings_are_shown_with_the_value_that_is_shipped(tmp_path: Path):
    start_folder(tmp_path)
    text = (tmp_path / "agency.toml").read_text("utf-8")
    section = text.split("[policy]")[1].split("[[team]]")[0]
    shown = tomllib.loads("\n".join(re.findall(r"^# (\w+ = .+)$", section, re.M)))
    assert shown == {name: settings()[name].value for name in FIRST_SETTINGS}
    assert set(
        re.findall(r"^\| `(\w+)` \|", template()[FILL_IN].split("## All settings")[1], re.M)
    ) == set(settings())


def test_right_after_new_the_doctor_lists_what_is_missing(tmp_path: Path):
    run("new", tmp_path / "made")
    result = run("doctor", tmp_path / "made")
    assert result.exit_code == 2
    told = " ".join(result.output.split())
    for key in (
        "name",
        "date",
        "team 1, id",
        "team 1, office",
        "team 1, setting",
        "referral_type 1, id",
    ):
        assert f"- {key}: nothing is given here. Allowed: " in told
    assert "no rows yet: workers.csv, cases.csv, assignments.csv, exposures.csv." in told
    assert "FILL_IN.md" in told


def test_with_agency_toml_alone_filled_in_the_doctor_says_who_and_what_is_missing(tmp_path: Path):
    start_folder(tmp_path / "made")
    (tmp_path / "made" / "agency.toml").write_text(
        blocks()["agency.toml"].split("supervisor")[0], "utf-8"
    )
    result = run("doctor", tmp_path / "made")
    assert result.exit_code == 1
    told = " ".join(result.output.split())
    assert "There is nobody who could take a case." in told
    assert "There is no case." in told


def test_filled_in_with_the_examples_of_the_page_it_loads_and_can_be_looked_at(tmp_path: Path):
    start_folder(tmp_path)
    filled_in(tmp_path)
    agency = read_agency(tmp_path)
    assert (agency.synthetic, agency.policy) == (False, policy())
    assert [worker.id for worker in agency.workers] == ["w-017", "w-001"]
    assert [case.id for case in agency.new_cases] == ["c-0412"]
    result = run("doctor", tmp_path)
    assert result.exit_code == 1
    assert "Did you mean" not in result.output


def test_the_examples_of_the_page_can_be_planned_and_the_doctor_has_little_to_say(tmp_path: Path):
    start_folder(tmp_path)
    for file, text in blocks().items():
        (tmp_path / file).write_text(text, "utf-8")
    agency = read_agency(tmp_path)
    checks = {finding.check for finding in examine(agency).findings}
    assert checks <= {"supervisor-alone"}  # somebody is at the top
    planned = run("plan", tmp_path)
    assert planned.exit_code == 0
    assert "1 of 1 new cases have a worker" in planned.output
    assert "First visit in pairs" not in planned.output
    assert "First visit in pairs" not in run("week", tmp_path).output


def test_the_filled_example_of_agency_toml_loads_as_it_stands(tmp_path: Path):
    start_folder(tmp_path)
    for file, text in blocks().items():
        (tmp_path / file).write_text(text, "utf-8")
    assert read_agency(tmp_path).synthetic


@pytest.mark.parametrize("name", ["agency.toml", ".keep", "notes"])
def test_a_folder_with_something_in_it_is_left_as_it_is(tmp_path: Path, name: str):
    (tmp_path / name).write_text("mine")
    result = run("new", tmp_path)
    assert result.exit_code == 2
    assert "has something in it already" in result.output
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, "mine")]


def test_a_file_is_no_folder(tmp_path: Path):
    (tmp_path / "file").write_text("mine")
    assert run("new", tmp_path / "file").exit_code == 2
    assert run("new", tmp_path / "file" / "below").exit_code == 2
    with pytest.raises(FolderTaken):
        start_folder(tmp_path / "file")


def test_where_a_file_cannot_be_written_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fails(self: Path, *args: object, **kwargs: object):
        if self.name == "cases.csv":
            raise OSError(28, "No space left on device", str(self))
        return opened(self, *args, **kwargs)

    opened: Any = Path.open
    monkeypatch.setattr(Path, "open", fails)
    with pytest.raises(OSError, match="No space left"):
        start_folder(tmp_path / "a" / "b")
    (tmp_path / "empty").mkdir()
    with pytest.raises(OSError, match="No space left"):
        start_folder(tmp_path / "empty")
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_new_folder_itself_does_not_load(tmp_path: Path):
    start_folder(tmp_path)
    with pytest.raises(BadInput):
        read_agency(tmp_path)
