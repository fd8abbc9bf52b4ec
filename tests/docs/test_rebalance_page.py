"""Does docs/rebalance.md show what the command prints, and name the numbers it goes by?"""

import re
import shlex

import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.rebalance.numbers import number
from tests.docs.pages import ROOT, text

PAGE = text("rebalance.md")
SHOWN = re.findall(r"^<!-- prints: (.+?) -->\n```\n(.*?)^```$", PAGE, re.M | re.S)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("moves", "so many at most, {} unless said"),
        ("most_moves", "{} at once"),
        ("cases", "that may move, {} at most"),
        ("workers", "where they are more than {}"),
        ("colleagues", "for each case, {} of the least loaded"),
    ],
)
def test_the_page_names_the_numbers_it_goes_by(name: str, words: str):
    assert words.format(number(name)) in " ".join(PAGE.split())


def test_every_command_on_the_page_prints_what_the_page_shows(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    assert len(SHOWN) == 1
    for command, shown in SHOWN:
        result = CliRunner().invoke(app, shlex.split(command))
        assert result.exit_code == 0, result.output
        printed = "\n".join(line.rstrip() for line in result.output.splitlines()).strip("\n") + "\n"
        assert printed == shown, f"write it again: caseload {command}"
