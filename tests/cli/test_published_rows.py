"""Does any row of the real published figures give a folder that is read, planned and simulated?

The figures lie beside the project, in the folder that CASELOAD_INSTANCES names.
"""

import os
from pathlib import Path
from statistics import median

import numpy as np
import pytest
from typer.testing import CliRunner

from planner.cli.main import app
from planner.intake import read_agency
from planner.published import authority, state
from planner.published.publications import CAPACITY, WORKFORCE
from planner.published.tables import amount, rows_of
from planner.simulate.fit import of_authority
from planner.simulate.own import own_parameters
from planner.simulate.parameters import parameters
from planner.simulate.tried import tried
from planner.units import whole

BESIDE = Path(__file__).parents[3] / "shared" / "instances"
PUBLISHED = Path(os.environ.get("CASELOAD_INSTANCES", BESIDE)) / "workforce"
MOST_WORKERS = 40  # of the large ones, so that the test stays short
real = pytest.mark.skipif(
    not PUBLISHED.is_dir(),
    reason=f"the published figures are not in {PUBLISHED}; CASELOAD_INSTANCES names their folder",
)
ROWS = (
    ("authority", "Hackney", 2025),
    ("authority", "County Durham", 2025),
    ("authority", "Hampshire", 2025),
    ("authority", "Isles of Scilly", 2025),
    ("authority", "City of London", 2024),
    ("authority", "Rutland", 2023),
    ("authority", "Kingston upon Thames / Richmond upon Thames", 2025),
    ("authority", "Bath and North East Somerset", 2025),
    ("authority", "Westminster", 2025),
    ("authority", "E09000001", 2025),
    ("authority", "Bromley", 2017),
    ("authority", "Inner London", 2021),
    ("authority", "England", 2025),
    ("state", "Oklahoma", 2014),
    ("state", "Rhode Island", 2014),
    ("state", "FL", 2015),
    ("state", "Connecticut", 2009),
)


def run(*arguments: object):
    return CliRunner().invoke(app, [str(each) for each in arguments])


@real
@pytest.mark.ci
@pytest.mark.parametrize(("kind", "row", "year"), ROWS)
def test_a_real_row_gives_a_folder_that_is_read_planned_and_simulated(kind, row, year, tmp_path: Path):
    find = authority if kind == "authority" else state
    place = find(PUBLISHED, row, year)
    holders = place[WORKFORCE].get("case_holders_fte") if kind == "authority" else 1000
    fewer = ("--workers", MOST_WORKERS) if not holders or holders > MOST_WORKERS else ()
    to = tmp_path / "agency"
    made = run("generate", kind, to, "--figures", PUBLISHED, "--row", row, "--year", year, *fewer)
    assert made.exit_code == 0, made.output
    agency, given = read_agency(to), own_parameters(to)
    posts = sum(worker.fte for worker in agency.workers) / 1000
    lives = [case.weeks for case in agency.new_cases or agency.cases]
    kept = given.arrivals_per_week_thousandths / 1000 * sum(lives) / len(lives)
    assert kept == pytest.approx(given.caseload_per_fte / 10 * posts, rel=0.02, abs=0.5)
    assert run("doctor", to).exit_code in (0, 1)
    assert run("plan", to, "--seconds", 20).exit_code == 0
    (tmp_path / "q.toml").write_text(
        'question = "Four weeks?"\nbase = "agency"\nweeks = 4\nruns = 2\npolicies = ["caseload"]\n'
    )
    simulated = run("simulate", tmp_path / "q.toml", "--executor", "inline")
    assert simulated.exit_code == 0, simulated.output


@real
def test_england_is_read_off_the_published_figures():
    place = authority(PUBLISHED, "England", 2025)
    assert str(place[WORKFORCE].get("case_holders_fte")) == "21105.4"
    found = {one.name: one.entry.number for one in of_authority(place)}
    assert (found["turnover"], found["agency_share"], found["caseload_per_fte"]) == (118, 736, 152)
    assert found["days_to_hire"] == 373


@real
def test_the_default_caseload_is_the_median_of_the_same_figures():
    rows = rows_of(WORKFORCE, PUBLISHED, ("time_period", "la_name"))
    of_2025 = [row for row in rows if row["time_period"] == "2025" and row["la_name"]]
    known = [amount(row["caseload_fte"], row["la_name"], "caseload_fte") for row in of_2025]
    caseloads = [figure for figure in known if figure is not None]
    assert len(caseloads) == 149
    assert median(caseloads) * 10 == parameters().caseload_per_fte


@real
def test_the_low_and_high_values_that_are_tried_are_quartiles_of_the_same_figures():
    rows = rows_of(WORKFORCE, PUBLISHED, ("time_period", "la_name"))
    of_2025 = [row for row in rows if row["time_period"] == "2025" and row["la_name"]]

    def known(*columns: str) -> list[list[float]]:
        figures = [[amount(row[name], row["la_name"], name) for name in columns] for row in of_2025]
        return [[float(f or 0) for f in each] for each in figures if None not in each]

    found = {
        "turnover": [10 * rate for (rate,) in known("turnover_rate_fte")],
        "agency_share": [10 * rate for (rate,) in known("vacancy_agency_cover_rate_fte")],
        "sick_spells": [10 * rate * 365 / 8 for (rate,) in known("absence_rate_fte")],
        "days_to_hire": [
            365 * vacant / starters
            for vacant, starters in known("vacancy_fte", "starters_fte")
            if starters
        ],
    }
    for name, figures in found.items():
        low, high = np.quantile(figures, [0.25, 0.75])
        assert (tried()[name].low, tried()[name].high) == (whole(low, 1), whole(high, 1)), name


@real
def test_reports_of_a_state_are_read_off_the_published_figures():
    assert state(PUBLISHED, "Oklahoma", 2014)[CAPACITY].get("screened_in_reports") == 37282
