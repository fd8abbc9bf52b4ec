"""What `caseload risk` prints, writes and refuses."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.risk.card import sts_card

WORSE = ("experience=-1", "indirect_dose=1", "emotional_support=-1", "organisational_practice=-1")


def run(*arguments):
    return CliRunner().invoke(app, ["risk", *(str(a) for a in arguments)])


@pytest.fixture(scope="module")
def survey(tmp_path_factory) -> Path:
    path: Path = tmp_path_factory.mktemp("survey") / "survey.csv"
    assert run("simulate", "--n", 583, "--seed", 7, "--out", path).exit_code == 0
    return path


def test_the_card_tells_every_construct_with_its_size_coding_and_source():
    result = run("card")
    assert result.exit_code == 0
    for term in sts_card().term.values():
        assert term.label.split()[0] in result.output
        assert " ".join(term.coding.split()[:4]) in result.output
    assert max(len(line) for line in result.output.splitlines()) <= 110
    assert json.loads(run("card", "--json", "-").output)["setting"]["reported"] == "highest"


def test_a_prediction_is_a_range_with_what_adds_to_it():
    z = [part for one in WORSE for part in ("--z", one)]
    result = run("predict", "--setting", "child-welfare", *z)
    assert "50.19 of 85" in result.output
    assert "34.6 to 65.8" in result.output
    assert "places nobody in one" in " ".join(result.output.split())
    answer = json.loads(run("predict", "--setting", "child-welfare", *z, "--json", "-").output)
    assert answer["averaged"] == ["trafficking_history"]


def test_values_in_their_own_units_predict_the_same_as_their_sds():
    values = ("--years", 8, "--dose", 18, "--emotional-support", 5, "--organisational-practice", 100)
    assert "44.08 of 85" in run("predict", "--setting", "child-welfare", *values).output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--setting", "child-wellfare"), "did you mean 'child-welfare'?"),
        (("--setting", "child-welfare", "--z", "dose=1"), "There is no term 'dose'"),
        (("--setting", "child-welfare", "--z", "experience"), "such as experience=-1"),
        (("--setting", "child-welfare", "--z", "experience=nan"), "such as experience=-1"),
        (("--setting", "child-welfare", "--z", WORSE[0], "--z", WORSE[0]), "given twice"),
        (("--setting", "child-welfare", "--years", "nan"), "it is 0 to 60"),
        (("--setting", "child-welfare", "--dose", "inf"), "exposure units a week"),
    ],
)
def test_a_prediction_that_cannot_be_made_ends_with_2_and_the_reason(arguments, says):
    result = run("predict", *arguments)
    assert result.exit_code == 2
    assert says in result.output


def test_a_made_up_survey_holds_the_predictors_and_sts_only(survey):
    with survey.open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == [*sts_card().term, "sts"]
    assert len(rows) == 584
    assert all(cell.lstrip("-").isdigit() for row in rows[1:] for cell in row)


def test_a_fit_tells_levels_coefficients_missing_answers_and_residuals(survey):
    result = run("fit", survey)
    said = " ".join(result.output.split())
    assert result.exit_code == 0
    assert "583 complete answers; 9 predictors explain" in said
    for words in ("macrosystem", "Change in R2", "VIF", "D'Agostino", "Breusch-Pagan", "Cook's"):
        assert words in said
    assert "Missing: no cell was empty." in said
    assert max(len(line) for line in result.output.splitlines()) <= 110


def test_a_fit_as_json_has_the_promised_keys(survey):
    answer = json.loads(run("fit", survey, "--json", "-").output)
    assert answer["n"] == 583
    assert set(answer["blocks"][0]) == {"name", "r2", "delta_r2", "f", "p"}
    assert set(answer["terms"][0]) == {"term", "b", "se", "beta", "low", "high", "p", "vif"}


def test_what_is_missing_or_left_out_is_said(survey, tmp_path):
    head, first, *rest = survey.read_text().splitlines()
    cells = ["", *first.split(",")[1:]]
    one_state = [
        ",".join("50" if n == "state_policy" else c for n, c in zip(head.split(","), r, strict=True))
        for r in [cells, *(line.split(",") for line in rest)]
    ]
    path = tmp_path / "survey.csv"
    path.write_text("\n".join([head, *one_state]) + "\n")
    said = " ".join(run("fit", path).output.split())
    assert "Missing: 1 rows with an empty cell were left out whole (experience 1)." in said
    assert "Left out: state_policy, because it is 50 for everybody." in said


def test_a_refused_survey_ends_with_2_names_the_row_and_writes_nothing(survey, tmp_path):
    bad = tmp_path / "survey.csv"
    lines = survey.read_text().splitlines()
    lines[4] = lines[4].rpartition(",")[0] + ",99"
    bad.write_text("\n".join(lines) + "\n")
    out = tmp_path / "fit.json"
    result = run("fit", bad, "--json", out)
    assert result.exit_code == 2
    assert "survey.csv, row 5, column sts: 99 cannot be true. Allowed: 17 to 85" in result.output
    assert not out.exists()


def test_a_card_of_ones_own_is_used_and_a_wrong_one_refused(tmp_path):
    text = (Path(__file__).parents[2] / "planner" / "risk" / "sts_card.toml").read_text()
    path = tmp_path / "card.toml"
    path.write_text(text.replace("mean = 42.0", "mean = 40.0", 1))
    said = run("predict", "--setting", "child-welfare", "--card", path).output
    assert "40.00 of 85" in said
    path.write_text(text.replace('provenance = "judgement"', 'provenance = "study"', 1))
    refused = run("card", "--card", path)
    assert refused.exit_code == 2
    assert "needs the page and the table" in refused.output


def test_an_update_writes_a_card_and_says_how_well_it_predicts_however_that_turns_out(survey, tmp_path):
    card = tmp_path / "card.toml"
    asked = ("--setting", "child-welfare", "--asked", "2026-05-01", "--out", card)
    result = run("update", survey, *asked)
    said = " ".join(result.output.split())
    assert result.exit_code == 0
    for words in ("583 answers in child-welfare", "calibration slope", "80 % ranges", "the mean alone"):
        assert words in said
    assert max(len(line) for line in result.output.splitlines()) <= 110
    shown = json.loads(run("card", "--card", card, "--json", "-").output)
    assert shown["term"]["indirect_dose"]["provenance"] == "agency"
    assert shown["term"]["indirect_dose"]["n"] == 583
    assert shown["term"]["indirect_dose"]["asked"] == "2026-05-01"
    assert "583 answers, asked 2026-05-01" in " ".join(run("card", "--card", card).output.split())


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--discount", 0), "above 0 and at most 1"),
        (("--setting", "wellfare"), "did you mean 'child-welfare'?"),
        (("--asked", "May 2026"), "does not match the format"),
    ],
)
def test_an_update_that_cannot_be_made_writes_nothing(survey, tmp_path, more, says):
    card = tmp_path / "card.toml"
    asked = ("--setting", "child-welfare", "--asked", "2026-05-01", "--out", card)
    result = run("update", survey, *asked, *more)
    assert result.exit_code == 2
    assert says in " ".join(result.output.replace("│", " ").split())
    assert not card.exists()


def test_nothing_is_written_over_a_survey_or_over_a_file_of_another_kind(survey, tmp_path):
    mine, notes = tmp_path / "card.toml", tmp_path / "notes.txt"
    mine.write_bytes(survey.read_bytes())
    notes.write_text("mine")
    asked = ("--setting", "child-welfare", "--asked", "2026-05-01")
    for answers, out, says in (
        (mine, mine, "was given to be read"),
        (survey, notes, "is no .toml file"),
    ):
        result = run("update", answers, *asked, "--out", out)
        assert (result.exit_code, says in result.output) == (2, True)
    result = run("simulate", "--n", 20, "--seed", 1, "--out", notes)
    assert (result.exit_code, "is no .csv file" in result.output) == (2, True)
    assert (mine.read_bytes(), notes.read_text()) == (survey.read_bytes(), "mine")


def test_a_card_may_be_written_again(survey, tmp_path):
    asked = ("--setting", "child-welfare", "--asked", "2026-05-01", "--out", tmp_path / "card.toml")
    assert [run("update", survey, *asked).exit_code for _ in range(2)] == [0, 0]


def test_where_the_json_cannot_be_written_no_card_is_either(survey, tmp_path):
    card = tmp_path / "card.toml"
    asked = ("--setting", "child-welfare", "--asked", "2026-05-01", "--out", card)
    result = run("update", survey, *asked, "--json", tmp_path / "nowhere" / "answer.json")
    assert result.exit_code == 2
    assert "There is no folder" in result.output
    assert not card.exists()


def test_a_refused_card_says_why_in_plain_words_and_not_everything(tmp_path):
    file = tmp_path / "card.toml"
    file.write_text("".join(f"unknown_{n} = 1\n" for n in range(30)))
    result = run("card", "--card", file)
    assert result.exit_code == 2
    assert "this is needed and is not there" in result.output
    assert "; and " in result.output
    assert "Value error" not in result.output
    assert len(result.output) < 600
