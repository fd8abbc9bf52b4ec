"""Does `caseload simulate` answer a question, refuse what it does not know, and say the same twice?"""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli.main import app

QUESTION = """
question = "What if one more came in week 2?"
base = "{base}"
weeks = 4
runs = 3
seed = 5
policies = ["rotation", "caseload"]

[[change]]
do = "hire"
count = 1
like = "w-001"
week = 2
"""


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    base = Path(__file__).parents[2] / "scenarios" / "rural-district"
    (tmp_path / "q.toml").write_text(QUESTION.replace("{base}", str(base)))
    return tmp_path / "q.toml"


def simulated(*arguments: str):
    return CliRunner().invoke(app, ["simulate", *arguments, "--executor", "inline"])


def test_a_question_is_answered_with_intervals_and_paired_differences(asked: Path):
    result = simulated(str(asked), "--json", "-")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert answer["runs"] == 3
    assert [each["name"] for each in answer["policies"]] == ["as-it-is", "rotation", "caseload"]
    assert {(p["policy"], p["against"]) for p in answer["paired"]} == {
        ("caseload", "as-it-is"),
        ("caseload", "rotation"),
    }
    for measure in ("weeks_over_budget", "expected_harm", "waiting_days", "coverage"):
        told = answer["policies"][-1]["measures"][measure]
        assert told["low"] <= told["mean"] <= told["high"]


def test_the_same_question_has_the_same_answer_here_and_in_processes(asked: Path):
    first = simulated(str(asked), "--json", "-").stdout
    other = (
        CliRunner()
        .invoke(app, ["simulate", str(asked), "--json", "-", "--executor", "processes"])
        .stdout
    )
    assert json.loads(first) == json.loads(other)


def test_a_report_is_one_page_that_needs_nothing_else(asked: Path, tmp_path: Path):
    page = tmp_path / "report.html"
    assert simulated(str(asked), "--report", str(page)).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "What if one more came in week 2?" in text
    assert "://" not in text.replace("http://www.w3.org/2000/svg", "")


def test_a_policy_that_does_not_exist_is_refused_with_those_that_do(asked: Path):
    result = simulated(str(asked), "--policy", "roulette")
    assert result.exit_code == 2
    assert "'roulette'" in result.output
    assert "rotation" in result.output


def test_runs_stop_once_they_are_precise_enough(asked: Path):
    vague = '\n[[change]]\ndo = "parameters"\nset = {precision = 1000, least_runs = 2}\n'
    asked.write_text(asked.read_text() + vague)
    result = simulated(str(asked), "--runs", "6", "--until-precise", "--json", "-")
    assert 2 <= json.loads(result.stdout)["runs"] < 6
    whole = simulated(str(asked), "--runs", "6", "--json", "-")
    assert json.loads(whole.stdout)["runs"] == 6
