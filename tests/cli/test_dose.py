"""What `caseload dose` prints, writes and refuses."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.calibrate.vignettes import shipped_vignettes
from planner.cli.main import app
from planner.domain import alternatives, read_weights
from planner.intake import read_agency, write_agency
from tests.builders import a_case, a_worker, an_agency


def run(*arguments):
    return CliRunner().invoke(app, ["dose", *(str(a) for a in arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_agency(an_agency([a_worker("w-1"), a_worker("w-2")], [a_case("c-1")]), tmp_path / "agency")
    return tmp_path / "agency"


@pytest.fixture(scope="module")
def pairs(tmp_path_factory) -> Path:
    path: Path = tmp_path_factory.mktemp("pairs") / "pairs.csv"
    assert run("vignettes", "--sheet", path, "--raters", 14, "--made-up").exit_code == 0
    return path


def test_the_weights_in_force_are_shown_beside_the_alternatives(folder: Path):
    shipped = run("weights")
    assert shipped.exit_code == 0
    assert "linear 1 (in force)" in shipped.output
    assert run("weights", "--take", "steep", "--out", folder / "weights.toml").exit_code == 0
    assert "steep 1 (in force)" in run("weights", folder).output
    assert json.loads(run("weights", folder, "--json", "-").output)["in_force"]["name"] == "steep"
    assert "own weights (steep 1)" in CliRunner().invoke(app, ["plan", str(folder)]).output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("weights", "--take", "stepe", "--out", "w.toml"), "did you mean 'steep'?"),
        (("weights", "--take", "steep"), "--take and --out go together"),
        (("weights", "no-such-folder"), "there is no such folder"),
        (("weights", "--take", "flat", "--out", "no/such/w.toml"), "There is no folder"),
        (("vignettes", "--sheet", "s.csv", "--rounds", "99"), "A sheet has 2 to 15 rounds"),
        (("vignettes", "--vignettes", "none.toml"), "the file is missing"),
        (("calibrate", "none.csv"), "the file is missing"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written(
    arguments, says, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_comparison_tells_each_set_and_its_own_file(folder: Path, tmp_path: Path):
    own = tmp_path / "own.toml"
    own.write_text(Path(alternative("steep")).read_text().replace("16000", "17000"))
    result = run("compare", folder, "--with", own, "--seconds", 1, "--steps", 1)
    assert result.exit_code == 0, result.output
    for said in ("linear (in force)", "1 2 4 8 16", "1 2 4 8 17", "workers over budget now"):
        assert said in result.output
    assert max(len(line) for line in result.output.splitlines()) <= 110
    answer = json.loads(run("compare", folder, "--seconds", 0, "--json", "-").output)
    assert [one["name"] for one in answer["tried"]] == ["linear", "flat", "steep"]
    assert answer["tried"][0]["ending"] is None


def alternative(name: str) -> str:
    return str(Path(__file__).parents[2] / "planner" / "domain" / f"weights_{name}.toml")


def test_vignettes_are_shown_with_the_note_first_and_without_their_tiers():
    output = " ".join(run("vignettes").output.split())
    known = shipped_vignettes()
    assert output.startswith(known.note)
    assert all(one.text in output for one in known.vignette)
    assert "tier" not in output.lower()


def test_a_sheet_to_fill_in_is_empty_in_its_last_column(tmp_path: Path):
    for kind, header in (("pairs", "rater,a,b,heavier"), ("ratings", "rater,vignette,rating")):
        path = tmp_path / f"{kind}.csv"
        result = run("vignettes", "--sheet", path, "--kind", kind, "--raters", 3)
        assert "keep no list" in " ".join(result.output.split())
        lines = path.read_text().splitlines()
        assert lines[0] == header
        assert all(line.endswith(",") for line in lines[1:])


def test_judgements_become_a_weights_file_that_the_folder_is_planned_with(pairs: Path, folder: Path):
    out = folder / "weights.toml"
    result = run("calibrate", pairs, "--on", "2026-06-01", "--draws", 200, "--out", out)
    assert result.exit_code == 0, result.output
    weights = read_weights(out.read_text())
    assert weights.version == "2026-06-01-n14"
    assert read_agency(folder).weights == weights
    assert read_agency(folder).policy.unit_budget == weights.unit_budget.number
    shown = " ".join(run("weights", folder).output.split())
    assert "Own weights of 2026-06-01, from 392 pairs by 14 raters" in shown
    assert "own 2026-06-01-n14 (in force)" in shown


def test_the_answer_as_json_holds_everything_and_no_rater(pairs: Path):
    result = run("calibrate", pairs, "--draws", 200, "--json", "-")
    answer = json.loads(result.output)
    assert answer["weights"]["rated"]["on"] == date.today().isoformat()
    assert (answer["raters"], answer["judgements"], len(answer["weight"])) == (14, 392, 5)
    assert "r-01" not in result.output


def test_an_anchored_weight_is_said_to_be_chosen(pairs: Path):
    output = run("calibrate", pairs, "--draws", 200, "--anchor", 6).output
    assert "chosen" in output
    assert "Tier 5 weighs 6 because the agency chose so" in output


def test_the_same_seed_draws_the_same_intervals(pairs: Path):
    seeds = (1, 1, 2)
    ends = [
        json.loads(run("calibrate", pairs, "--draws", 200, "--seed", s, "--json", "-").output)["high"]
        for s in seeds
    ]
    assert ends[0] == ends[1] != ends[2]


def test_a_wrong_row_is_named_and_nothing_is_written(pairs: Path, tmp_path: Path):
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(pairs.read_text() + "r-01,v-01,v-01,v-01\n")
    out = tmp_path / "weights.toml"
    result = run("calibrate", wrong, "--out", out)
    assert result.exit_code == 2
    assert "row 394, column b: 'v-01' is compared with itself" in result.output
    assert not out.exists()


def test_the_alternatives_are_written_as_they_are_shipped(tmp_path: Path):
    for name, weights in alternatives().items():
        path = tmp_path / f"{name}.toml"
        assert run("weights", "--take", name, "--out", path).exit_code == 0
        assert read_weights(path.read_text()) == weights
