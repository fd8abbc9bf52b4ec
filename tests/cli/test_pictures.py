"""What `caseload picture` and `caseload risk sensitivity` print, write and refuse."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli.main import app

RURAL = Path(__file__).parents[2] / "scenarios" / "rural-district"


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sensitivity")
    files = ("--json", folder / "answer.json", "--picture", folder / "picture.vl.json")
    return folder, run("risk", "sensitivity", RURAL, "--seconds", 20, *files)


def test_sensitivity_is_told_in_words_tables_json_and_a_picture(answered):
    folder, result = answered
    assert result.exit_code == 0, result.output
    said = " ".join(result.output.split())
    for words in (
        "Who is proposed hangs on",
        "Who is suggested first",
        "half-life, 4 weeks",
        "Keeping costs",
    ):
        assert words in said
    assert max(len(line) for line in result.output.splitlines()) <= 110
    answer = json.loads((folder / "answer.json").read_text("utf-8"))
    assert len(answer["tried"]) == 15
    assert {each["setting"] for each in answer["settings"]} >= {"tier weights", "dose coefficient"}
    assert "half-life: 4 weeks → 1 week" in (folder / "picture.vl.json").read_text("utf-8")


def test_an_answer_kept_is_drawn_again_as_the_same_picture(answered, tmp_path):
    folder, _ = answered
    out = tmp_path / "again.vl.json"
    result = run("picture", "sensitivity", folder / "answer.json", "--out", out)
    assert result.exit_code == 0, result.output
    assert out.read_text("utf-8") == (folder / "picture.vl.json").read_text("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("harm",),
        ("harm", RURAL, "--setting", "general-social-work"),
        ("coefficients",),
        ("coefficients", RURAL),
        ("dose", RURAL, "--worker", "w-001", "--seconds", 1),
        ("dose", RURAL, "--seconds", 1),
    ],
    ids=lambda arguments: " ".join(map(str, arguments[:1])),
)
def test_a_picture_says_what_it_is_and_where(arguments, tmp_path):
    out = tmp_path / "picture.vl.json"
    result = run("picture", *arguments, "--out", out)
    assert result.exit_code == 0, result.output
    spec = json.loads(out.read_text("utf-8"))
    assert result.output == f"{spec['title']['text']}: {out}.\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("harm", "--out", "h.pdf"), "end its name in .svg or .png"),
        (("harm", "--out", "nowhere/h.svg"), "There is no folder nowhere"),
        (("harm", "--setting", "child-wellfare", "--out", "h.vl.json"), "did you mean 'child-welfare'?"),
        (("dose", RURAL, "--worker", "w-9999", "--out", "d.vl.json"), "not in the agency"),
        (("dose", RURAL, "--office", "mars", "--out", "d.vl.json", "--seconds", 1), "not in the agency"),
        (("dose", RURAL, "--office", "o", "--worker", "w", "--out", "d.vl.json"), "not both"),
        (("sensitivity", RURAL / "agency.toml", "--out", "s.vl.json"), "is no answer of"),
        (("sensitivity", "missing.json", "--out", "s.vl.json"), "missing.json"),
    ],
)
def test_what_cannot_be_drawn_ends_with_2_and_the_reason_and_writes_nothing(
    arguments, says, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    result = run("picture", *arguments)
    assert result.exit_code == 2
    assert says in " ".join(result.output.split())
    assert list(tmp_path.iterdir()) == []


def test_a_picture_that_cannot_be_written_is_refused_before_anything_is_planned(tmp_path):
    result = run("risk", "sensitivity", RURAL, "--picture", tmp_path / "s.pdf")
    assert result.exit_code == 2
    assert "end its name" in result.output
