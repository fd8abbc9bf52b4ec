"""What `caseload risk placebo` prints, writes and refuses."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.risk.card import read_card, sts_card


def run(*arguments):
    return CliRunner().invoke(app, ["risk", *(str(a) for a in arguments)])


@pytest.fixture
def panel(tmp_path: Path) -> Path:
    path = tmp_path / "panel.csv"
    assert run("simulate", "--n", 60, "--seed", 2, "--periods", 4, "--out", path).exit_code == 0
    return path


@pytest.fixture
def without_effect(tmp_path: Path) -> Path:
    """Return a panel of people enough whose STS was drawn at random."""
    rng, path = np.random.default_rng(1), tmp_path / "without.csv"
    lines = [
        f"own-{person},{period},{rng.integers(0, 101)},{rng.integers(17, 86)}"
        for person in range(560)
        for period in (1, 2, 3)
    ]
    path.write_text("\n".join(["code,period,indirect_dose,sts", *lines]) + "\n")
    return path


def test_a_panel_of_few_says_how_many_more_are_needed_and_that_budgets_stay(panel):
    result = run("placebo", panel)
    said = " ".join(result.output.split())
    assert result.exit_code == 0
    for words in ("shuffled worker", "random denominator", "reversed time", "543 are needed"):
        assert words in said
    assert "Dose budgets stay in any case" in said
    assert max(len(line) for line in result.output.splitlines()) <= 110


def test_dose_without_an_effect_among_people_enough_writes_a_card_that_weighs_no_more(
    without_effect, tmp_path
):
    card = tmp_path / "card.toml"
    result = run("placebo", without_effect, "--out", card, "--asked", "2026-06-01")
    said = " ".join(result.output.split())
    assert "Real dose does not beat all its placebos: 560 people" in said
    assert "Plans are no longer weighted by predicted STS" in said
    own = read_card(card.read_text())
    assert not own.weighs
    assert own.term == sts_card().term


def test_the_verdict_as_json_tells_each_placebo_and_the_decision(without_effect):
    answer = json.loads(run("placebo", without_effect, "--json", "-").output)
    assert answer["decision"] == "stop"
    assert [one["name"] for one in answer["placebos"]] == [
        "shuffled worker",
        "random denominator",
        "reversed time",
    ]


def test_a_card_without_its_date_is_refused_and_nothing_written(panel, tmp_path):
    card = tmp_path / "card.toml"
    result = run("placebo", panel, "--out", card)
    assert result.exit_code == 2
    assert "give --asked" in result.output
    assert not card.exists()


def test_a_panel_that_cannot_be_read_ends_with_2_and_the_row(panel):
    lines = panel.read_text().splitlines()
    panel.write_text("\n".join([*lines, lines[1]]) + "\n")
    result = run("placebo", panel)
    assert result.exit_code == 2
    assert "has period 1 in row 2 already" in result.output
