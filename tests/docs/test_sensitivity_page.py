"""Does docs/sensitivity.md name what is tried, and show what the command prints?"""

import re
import shlex

import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.domain import alternatives
from planner.dose.margin import EVEN
from planner.sensitivity.tried import numbers
from tests.docs.pages import ROOT, section, tables, text

PAGE = text("sensitivity.md")
SHOWN = re.findall(r"^<!-- prints: (.+?) -->\n```\n(.*?)^```$", PAGE, re.M | re.S)


def test_the_page_names_every_value_tried_and_every_threshold():
    rows = {row[0]: row[1] for row in tables(section(PAGE, "`caseload risk sensitivity FOLDER`"))}
    for name in ("flat", "linear", "steep"):
        weights = " ".join(f"{weight // 1000}" for weight in alternatives()[name].by_tier)
        assert f"{name} {weights}" in rows["tier weights"]
    tried = {name: numbers()[name].numbers for name in ("half_life_weeks", "sts_cut_off")}
    assert rows["half-life"] == f"{', '.join(map(str, tried['half_life_weeks']))} weeks"
    assert rows["cut-off of harm"] == f"{', '.join(map(str, tried['sts_cut_off']))} points"
    even, *chances = numbers()["budget_kept"].numbers
    assert (even, rows["chance level"]) == (
        EVEN,
        f"even, {', '.join(f'{chance / 10:g}' for chance in chances)} of 100",
    )
    spreads = (f"`{name}` {numbers()[name].number}" for name in ("rate_spread", "weeks_spread"))
    assert " and ".join(spreads) in PAGE
    coefficients = (f"{value / 1000:g}" for value in numbers()["dose_coefficient"].numbers)
    assert rows["dose coefficient"] == ", ".join(coefficients)
    said = " ".join(PAGE.split())
    for name, words in {
        "most_extra": "over {}% more",
        "least_stays": "fewer than {}% of the assignments stay",
        "least_as_good": "about as good for fewer than {}% of the cases",
        "least_top_shared": "fewer than {}% of them are the same",
    }.items():
        assert words.replace("{}", f"{numbers()[name].number // 10} ") in said


@pytest.mark.ci
def test_every_command_on_the_page_prints_what_the_page_shows(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    assert len(SHOWN) == 1
    for command, shown in SHOWN:
        result = CliRunner().invoke(app, shlex.split(command))
        assert result.exit_code == 0, result.output
        printed = "\n".join(line.rstrip() for line in result.output.splitlines()).strip("\n") + "\n"
        assert printed == shown, f"write it again: caseload {command}"
