"""Does docs/risk.md show what the commands print, and the columns there are?"""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.risk.card import sts_card
from planner.risk.placebo.rules import needed, rule
from planner.risk.survey.columns import survey_columns
from tests.docs.pages import section, tables, text

PAGE = text("risk.md")
SHOWN = re.findall(r"^<!-- prints: (.+?) -->\n```\n(.*?)^```$", PAGE, re.M | re.S)


def printed(command: str) -> str:
    result = CliRunner().invoke(app, shlex.split(command))
    assert result.exit_code == 0, result.output
    return "\n".join(line.rstrip() for line in result.output.splitlines()).strip("\n") + "\n"


def test_every_command_on_the_page_prints_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert len(SHOWN) == 9
    for command, shown in SHOWN:
        assert printed(command) == shown, f"write it again: caseload {command}"


def test_the_page_lists_the_columns_of_a_survey_as_they_are():
    rows = tables(section(PAGE, "An anonymous survey"))[1:]
    assert [[cell.strip("`") for cell in row] for row in rows] == [
        [column.name, column.level or "outcome", column.unit, f"{column.least:g} to {column.most:g}"]
        for column in survey_columns(sts_card()).values()
    ]


def test_the_page_tells_how_many_people_and_periods_it_takes():
    assert f"{needed()} people give 80 % power" in PAGE
    assert rule("fewest_periods") == 3
    assert f"each drawn {rule('draws')} times" in PAGE
