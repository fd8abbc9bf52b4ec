"""Does docs/fairness.md show what the command prints?"""

import re
import shlex

import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from tests.docs.pages import ROOT, text

PAGE = text("fairness.md")
SHOWN = re.findall(r"^<!-- prints: (.+?) -->\n```\n(.*?)^```$", PAGE, re.M | re.S)


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_the_page_shows_what_the_command_prints(command, shown, monkeypatch):
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(app, shlex.split(command))
    assert result.exit_code == 0
    assert result.output == shown


def test_the_page_shows_a_command():
    assert len(SHOWN) == 1
