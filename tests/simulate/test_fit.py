"""Whether a row of the published workforce figures gives the parameters it should."""

import csv
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from planner.domain import Agency
from planner.simulate.fit import (
    FIGURES,
    SUPPRESSED,
    NoSuchRow,
    fit_row,
    fitted,
    steady_arrivals,
    workforce_row,
)
from planner.simulate.parameters import parameter_settings, parameters
from planner.units import whole
from tests.builders import a_case, a_stage, a_worker, an_agency, held

COLUMNS = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,"
    "old_la_code,new_la_code,la_name,inpost_fte,starters_fte,leavers_fte,turnover_rate_fte,"
    "vacancy_fte,vacancy_agency_cover_rate_fte,case_holders_fte,cases,caseload_fte,absence_rate_fte"
)
SHIRE = {
    "turnover_rate_fte": "9.5",
    "absence_rate_fte": "4",
    "vacancy_fte": "30",
    "starters_fte": "40",
    "leavers_fte": "25",
    "vacancy_agency_cover_rate_fte": "62.5",
    "case_holders_fte": "100",
    "cases": "1600",
    "caseload_fte": "16",
}
PUBLISHED = (
    Path(os.environ.get("CASELOAD_INSTANCES", Path(__file__).parents[3] / "shared" / "instances"))
    / "workforce"
)
real = pytest.mark.skipif(
    not PUBLISHED.is_dir(),
    reason=f"the published figures are not in {PUBLISHED}; CASELOAD_INSTANCES names their folder",
)


def line(place: str = "Madeup Shire", *, year: int = 2025, **figures: Any) -> str:
    known = SHIRE | {name: str(figure) for name, figure in figures.items()}
    code, region, level = "E99000001", "Nowhere", "Local authority"
    if place in ("Nowhere", "England"):
        level, place, code, region = "Regional", "", "", place if place == "Nowhere" else ""
    start = f"{year},Reporting year,{level},E92000001,England,,{region},,{code},{place},200,"
    order = COLUMNS.split(",")[11:]
    return start + ",".join(known[name] for name in order)


def folder(at: Path, *lines: str, columns: str = COLUMNS) -> Path:
    text = "\ufeff" + "\r\n".join((columns, *(lines or (line(),)))) + "\r\n"
    (at / "csww_indicators_2017_to_2025.csv").write_bytes(text.encode())
    return at


def test_a_row_gives_turnover_absence_vacancy_bridging_and_caseload(tmp_path: Path):
    found = fit_row(folder(tmp_path), "Madeup Shire", 2025)
    assert found == parameters(
        turnover=95,  # 9.5 %
        sick_spells=1825,  # 4 % of 365 days in spells of 8
        days_to_hire=274,  # 30 vacancies, 40 starters a year
        agency_share=625,
        caseload_per_fte=160,
    )


@pytest.mark.parametrize("mark", sorted(SUPPRESSED))
def test_a_suppressed_figure_keeps_the_default_and_is_named(tmp_path: Path, mark: str):
    row = workforce_row(folder(tmp_path, line(turnover_rate_fte=mark)), "madeup shire", 2025)
    assert row.suppressed == ("turnover_rate_fte",)
    assert fitted(row).turnover == parameters().turnover
    assert fitted(row).caseload_per_fte == 160


def test_a_row_with_everything_suppressed_gives_the_defaults(tmp_path: Path):
    nothing: dict[str, Any] = dict.fromkeys(FIGURES, "x")
    row = workforce_row(folder(tmp_path, line(**nothing)), "E99000001", 2025)
    assert fitted(row) == parameters()


def test_without_starters_the_days_to_hire_are_not_known(tmp_path: Path):
    found = fit_row(folder(tmp_path, line(starters_fte=0)), "Madeup Shire", 2025)
    assert found.days_to_hire == parameters().days_to_hire


def test_a_figure_beyond_what_a_parameter_allows_is_taken_as_its_bound(tmp_path: Path):
    found = fit_row(folder(tmp_path, line(vacancy_fte=118, starters_fte=2)), "Madeup Shire", 2025)
    assert found.days_to_hire == 3650


def test_the_year_the_region_and_the_country_are_found(tmp_path: Path):
    at = folder(
        tmp_path,
        line("England", turnover_rate_fte=1),
        line("Nowhere", turnover_rate_fte=2),
        line(turnover_rate_fte=3),
        line(year=2024, turnover_rate_fte=4),
    )
    asked = [("England", 2025), ("nowhere", 2025), ("Madeup Shire", 2025), ("e99000001", 2024)]
    assert [fit_row(at, *one).turnover for one in asked] == [10, 20, 30, 40]


def test_an_unknown_authority_is_refused_with_the_nearest(tmp_path: Path):
    with pytest.raises(NoSuchRow, match=r"no authority 'Madup Shire'.*Did you mean 'Madeup Shire'"):
        fit_row(folder(tmp_path), "Madup Shire", 2025)


def test_a_year_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path):
    at = folder(tmp_path, line(), line(year=2023))
    with pytest.raises(NoSuchRow, match="Madeup Shire has no figures of 1999; there are 2023, 2025"):
        fit_row(at, "Madeup Shire", 1999)


def test_a_folder_without_the_figures_is_refused(tmp_path: Path):
    with pytest.raises(NoSuchRow, match="no file csww_indicators"):
        fit_row(tmp_path, "Madeup Shire", 2025)


def test_a_file_without_a_column_is_refused_by_its_name(tmp_path: Path):
    at = folder(tmp_path, columns=COLUMNS.replace("turnover_rate_fte", "turnover"))
    with pytest.raises(NoSuchRow, match="no column turnover_rate_fte"):
        fit_row(at, "Madeup Shire", 2025)


@pytest.mark.parametrize("figure", ["many", "nan", "inf", "-3"])
def test_what_is_no_amount_is_refused(tmp_path: Path, figure: str):
    at = folder(tmp_path, line(absence_rate_fte=figure))
    with pytest.raises(NoSuchRow, match=f"absence_rate_fte of Madeup Shire is '{figure}'"):
        fit_row(at, "Madeup Shire", 2025)


def an_agency_with_lives(*weeks: int, fte: int = 1000) -> Agency:
    cases = [a_case(f"c{n}", stages=(a_stage(life),)) for n, life in enumerate(weeks)]
    open_one = a_case("c9", stages=(a_stage(150),))
    return an_agency([a_worker(fte=fte)], [*cases, open_one], assignments=(held("c9", "w1"),))


def test_steady_arrivals_keep_the_caseload_by_littles_law():
    given = parameters(caseload_per_fte=150)
    assert steady_arrivals(an_agency_with_lives(20, 40), given) == 500  # 15 cases / 30 weeks
    assert steady_arrivals(an_agency_with_lives(20, 40, fte=600), given) == 300
    assert steady_arrivals(an_agency_with_lives(), given) == 100  # the open cases, where none is new
    assert steady_arrivals(an_agency([a_worker()], []), given) == 0


@real
def test_england_is_read_off_the_published_figures():
    row = workforce_row(PUBLISHED, "England", 2025)
    assert row.figures["case_holders_fte"] == Decimal("21105.4")
    found = fitted(row)
    assert (found.turnover, found.agency_share, found.caseload_per_fte) == (118, 736, 152)
    assert found.days_to_hire == 373


@real
def test_the_published_row_of_every_authority_and_year_gives_parameters():
    for authority, year in (("County Durham", 2025), ("E09000001", 2025), ("Bromley", 2017)):
        assert fit_row(PUBLISHED, authority, year) != parameters()


@real
def test_the_low_and_high_values_that_are_tried_are_the_quartiles_of_the_authorities():
    def of(*names: str) -> list[list[float]]:
        known = [[row[name].replace(",", "") for name in names] for row in authorities]
        return [[float(text) for text in row] for row in known if not SUPPRESSED & set(row)]

    (path,) = PUBLISHED.glob("csww_indicators_*.csv")
    with path.open(encoding="utf-8-sig", newline="") as text:
        authorities = [
            row
            for row in csv.DictReader(text)
            if row["time_period"] == "2025" and row["geographic_level"] == "Local authority"
        ]
    hire = [365 * vacant / come for vacant, come in of("vacancy_fte", "starters_fte") if come]
    rates = {
        "turnover": [10 * rate for (rate,) in of("turnover_rate_fte")],
        "agency_share": [10 * rate for (rate,) in of("vacancy_agency_cover_rate_fte")],
        "sick_spells": [10 * rate * 365 / 8 for (rate,) in of("absence_rate_fte")],
        "days_to_hire": hire,
    }
    for name, found in rates.items():
        low, high = np.quantile(found, [0.25, 0.75])
        setting = parameter_settings()[name]
        assert (setting.low, setting.high) == (whole(low, 1), whole(high, 1)), name
