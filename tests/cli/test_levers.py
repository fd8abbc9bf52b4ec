"""Does `caseload simulate` say which lever helps most, what hangs on which number, and refuse slips?"""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.simulate import executors, runs

BASE = Path(__file__).parents[2] / "scenarios" / "rural-district"
QUESTION = """
question = "Which lever helps most?"
base = "{base}"
weeks = 2
runs = 2
seed = 5
policies = ["caseload"]
rank_by = "waiting_days"
sensitive = ["half_life_weeks"]

[parameters]
cost_per_fte = 52000

[[lever]]
name = "One more"
posts = 1000

[[lever.change]]
do = "hire"
count = 1
like = "w-001"

[[lever]]
name = "Sooner"

[[lever.change]]
do = "parameters"
set = { days_to_hire = 100 }
"""


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    (tmp_path / "q.toml").write_text(QUESTION.replace("{base}", str(BASE)))
    return tmp_path / "q.toml"


def simulated(*arguments: str):
    return CliRunner().invoke(app, ["simulate", *arguments, "--executor", "inline"])


@pytest.fixture
def answered(asked: Path, tmp_path: Path) -> Path:
    done = simulated(
        str(asked),
        "--sensitivity",
        "2",
        "--json",
        str(tmp_path / "a.json"),
        "--report",
        str(tmp_path / "a.html"),
        "--keep",
        str(tmp_path / "kept"),
    )
    assert done.exit_code == 0, done.output
    return tmp_path


def test_levers_and_numbers_are_answered_for_in_every_form(answered: Path):
    answer = json.loads((answered / "a.json").read_text())
    assert [one["name"] for one in answer["policies"]] == ["caseload"]
    assert answer["rank_by"] == "waiting_days"
    levers = {one["name"]: one for one in answer["levers"]}
    assert levers.keys() == {"One more", "Sooner"}
    assert (levers["One more"]["cost"], levers["One more"]["posts"]) == (2000, 1000)
    assert (levers["Sooner"]["cost"], levers["Sooner"]["per_10000"]) == (None, {})
    for measure, mean in levers["One more"]["per_10000"].items():
        if mean["mean"] is not None:
            of = levers["One more"]["measures"][measure]["mean"]
            assert mean["mean"] == pytest.approx(of * 10_000 / 2000)
    tried = {one["name"]: one for one in answer["sensitivity"]["numbers"]}
    ends = {name: (one["low"]["value"], one["high"]["value"]) for name, one in tried.items()}
    assert ends == {"half_life_weeks": (2, 8)}
    assert answer["sensitivity"]["against"] is None
    page = (answered / "a.html").read_text()
    assert "One more" in page
    assert "1 worker joins, like w-001." in page
    kept = json.loads((answered / "kept" / "run.json").read_text())
    assert kept["answer"] == answer
    assert [arm["name"] for arm in kept["arms"]] == ["caseload", "One more", "Sooner"]


def test_without_levers_the_answer_has_none(asked: Path):
    asked.write_text(QUESTION.partition("[[lever]]")[0].replace("{base}", str(BASE)))
    answer = json.loads(simulated(str(asked), "--json", "-").stdout)
    assert (answer["rank_by"], answer["levers"], answer["sensitivity"]) == (None, [], None)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("posts = 1000", "posst = 1000"),
        ('rank_by = "waiting_days"', 'rank_by = "waitin_days"'),
        ('"half_life_weeks"', '"half_live_weeks"'),
    ],
)
def test_a_slip_is_refused_before_anything_is_run(asked: Path, wrong: str, says: str):
    asked.write_text(asked.read_text().replace(wrong, says))
    done = simulated(str(asked))
    assert done.exit_code == 2
    assert "Did you mean" in done.output


def test_costs_that_cannot_be_compared_are_refused_before_anything_is_run(asked: Path):
    text = asked.read_text().replace("cost_per_fte = 52000", "")
    asked.write_text(text.replace('name = "Sooner"', 'name = "Sooner"\ncost = 100'))
    done = simulated(str(asked))
    assert done.exit_code == 2
    assert "cost_per_fte" in done.output


def test_stopped_while_numbers_are_tried_the_answer_stands_without(asked: Path, monkeypatch):
    real = executors.results

    def stopped(what, *given):
        if what.lead.endswith("in force"):
            raise KeyboardInterrupt
        return real(what, *given)

    monkeypatch.setattr(runs, "results", stopped)
    done = simulated(str(asked), "--sensitivity", "2", "--json", "-")
    assert done.exit_code == 0
    answer = json.loads(done.stdout)
    assert answer["runs"] == 2
    assert answer["sensitivity"] is None
    assert "the answer stands without" in done.stderr
