"""Does docs/dose.md show what the commands print, and what the shipped agencies' loads are?"""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.calibrate.rules import rule
from planner.cli.main import app
from planner.domain import settings
from planner.dose_answers import comparison_of_weights
from planner.intake import read_agency
from tests.docs.pages import ROOT, section, tables, text

PAGE = text("dose.md")
SHOWN = re.findall(r"^<!-- prints: (.+?) -->\n```\n(.*?)^```$", PAGE, re.M | re.S)
ROWS = [
    row for row in tables(section(PAGE, "What other weights would change"))[1:] if row[1] != "linear"
]


def test_every_command_on_the_page_prints_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert len(SHOWN) == 3
    for command, shown in SHOWN:
        result = CliRunner().invoke(app, shlex.split(command))
        assert result.exit_code == 0, result.output
        printed = "\n".join(line.rstrip() for line in result.output.splitlines()).strip("\n") + "\n"
        assert printed == shown, f"write it again: caseload {command}"


def test_every_shipped_agency_is_compared():
    folders = {path.parent.name for path in (ROOT / "scenarios").glob("*/agency.toml")}
    assert {row[0] for row in ROWS} == folders
    assert len(ROWS) == 2 * len(folders)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1]}")
def test_the_loads_of_the_shipped_agencies_are_as_computed(row: list[str]):
    answer = comparison_of_weights(read_agency(ROOT / "scenarios" / row[0]), [], 0, 0)
    usual, tried = answer.tried[0], next(one for one in answer.tried if one.name == row[1])
    assert row[2] == f"{tried.unit_budget / 1000:g}"
    assert row[3] == f"{usual.over_budget} → {tried.over_budget}"
    assert row[4] == f"{usual.at_action_level} → {tried.at_action_level}"
    assert row[5] == str(tried.new_among_them)


def test_the_page_tells_the_rules_as_they_are():
    flat = " ".join(PAGE.split())
    assert f"fewer than {rule('fewest_raters')} raters" in flat
    assert f"a rating outside 0 to {rule('top_rating')}" in flat
    assert (rule("vignettes_per_tier"), rule("judgements_per_vignette")) == (2, 10)
    assert f"unit budget = {settings()['unit_budget'].number // 1000} x sum over tiers" in flat
