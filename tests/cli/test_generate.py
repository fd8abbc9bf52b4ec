"""Does `caseload generate` make an agency of a row of published figures, and say what it was made of?"""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.intake import read_agency
from planner.simulate.own import own_parameters, own_settings
from tests.published.made_up import american, english, shire

SMALL: dict[str, Any] = {
    "case_holders_fte": 12,
    "referral_count": 360,
    "no_further_action_count": 12,
    "not_in_need_count": 108,
}


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    at = tmp_path / "figures"
    at.mkdir()
    english(at, shire(**SMALL, turnover_rate_fte="c", Neglect="c"), shire("Other Town"))
    return american(at, caseworkers=12, supervisors=3, screened_in_reports=400)


def run(*arguments: object):
    return CliRunner().invoke(app, [str(each) for each in arguments])


def made(kind: str, to: Path, figures: Path, row: str, *more: object):
    return run("generate", kind, to, "--figures", figures, "--row", row, *more)


def test_an_authoritys_row_gives_a_folder_that_is_read_planned_and_simulated(
    figures: Path, tmp_path: Path
):
    to = tmp_path / "shire"
    result = made("authority", to, figures, "madeup shire", "--year", 2025, "--seed", 3)
    assert result.exit_code == 0, result.output
    agency = read_agency(to)
    assert sum(worker.fte for worker in agency.workers) == pytest.approx(12_000, rel=0.1)
    assert own_parameters(to).caseload_per_fte == 160
    assert run("doctor", to).exit_code in (0, 1)
    assert run("plan", to, "--seconds", 1).exit_code == 0
    (tmp_path / "q.toml").write_text(
        'question = "A year?"\nbase = "shire"\nweeks = 2\nruns = 2\npolicies = ["rotation"]\n'
    )
    simulated = run("simulate", tmp_path / "q.toml", "--executor", "inline")
    assert simulated.exit_code == 0, simulated.output


def test_it_says_of_each_figure_what_it_was_read_off_and_what_is_not_published(
    figures: Path, tmp_path: Path
):
    told = " ".join(made("authority", tmp_path / "x", figures, "Madeup Shire").output.split())
    assert "Made up after Madeup Shire, 2025: " in told
    assert "Children's social work workforce, Open Government Licence v3: Madeup Shire, 2025" in told
    assert "caseload_per_fte 160 statistic" in told
    assert "Not read off, so that the shipped figure holds" in told
    assert "turnover 118 thousandths a year: turnover_rate_fte is not published (c)" in told
    assert "factors: not published, and taken in England's proportion: " in told
    assert "neglect" in told


def test_a_states_row_gives_a_district_and_its_turnover(figures: Path, tmp_path: Path):
    result = made("state", tmp_path / "ok", figures, "Oklahoma")
    assert result.exit_code == 0, result.output
    assert len(read_agency(tmp_path / "ok").workers) == 10  # 12 seen in a year / 1.2
    assert own_parameters(tmp_path / "ok").turnover == 223
    assert "days_to_hire 332 days: not published of Oklahoma" in result.output


def test_the_same_row_and_seed_give_the_same_files_and_workers_scale_it(figures: Path, tmp_path: Path):
    for name in ("a", "b"):
        made("authority", tmp_path / name, figures, "Madeup Shire")
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()
    made("authority", tmp_path / "c", figures, "Other Town", "--workers", 7)
    assert len(read_agency(tmp_path / "c").workers) == 7


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("authority", "Madeup Shir"), "Did you mean 'Madeup Shire'?"),
        (("authority", "Madeup Shire", 1999), "no figures of 1999; there are 2025"),
        (("state", "Oklahoma", 1999), "no figures of 1999; there are 2014"),
        (("state", "Oklahma"), "Did you mean 'Oklahoma'?"),
        (("autority", "Madeup Shire"), "did you mean 'authority'?"),
        (("rural-district", "Madeup Shire"), "has figures of its own"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(figures: Path, tmp_path: Path, asked, said: str):
    kind, row, *year = asked
    result = made(kind, tmp_path / "x", figures, row, *(("--year", *year) if year else ()))
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert not (tmp_path / "x").exists()


def test_figures_that_are_not_there_are_asked_for(figures: Path, tmp_path: Path):
    result = run("generate", "authority", tmp_path / "x", "--row", "Madeup Shire")
    assert result.exit_code == 2
    assert "give --figures and --row" in result.output
    (tmp_path / "empty").mkdir()
    result = made("authority", tmp_path / "x", tmp_path / "empty", "Madeup Shire")
    assert result.exit_code == 2
    assert "Children's social work workforce" in " ".join(result.output.split())


def test_an_invented_agency_has_its_own_balance_beside_it(tmp_path: Path):
    assert run("generate", "rural-district", tmp_path / "x", "--seed", 4).exit_code == 0
    assert own_settings(tmp_path / "x").keys() == {"caseload_per_fte", "arrivals_per_week_thousandths"}


def test_the_doctor_lists_what_cannot_be_read_of_simulated_years_beside_the_rest(tmp_path: Path):
    run("generate", "trafficking-ngo", tmp_path / "x", "--seed", 4)
    (tmp_path / "x" / "simulation.toml").write_text("turnovr = 3\n")
    (tmp_path / "x" / "workers.csv").write_text("")
    result = run("doctor", tmp_path / "x")
    told = " ".join(result.output.split())
    assert result.exit_code == 2
    assert "did you mean 'turnover'?" in told
    assert "workers.csv" in told
