"""Is the row of a US state found by name or abbreviation, and is a year that is not whole left out?"""

from pathlib import Path

import pytest

from planner.published import NotPublished, state
from planner.published.publications import CAPACITY, LEAVING, WORKERS
from planner.published.states import state_names
from tests.published.made_up import american

GONE = "upper.turnover.caseworker"


def test_a_state_is_found_by_name_and_by_abbreviation(tmp_path: Path):
    at = american(tmp_path)
    for name in ("Oklahoma", "oklahoma", "ok"):
        place = state(at, name, 2014)
        assert (place.name, place.year) == ("Oklahoma", 2014)
        assert place[CAPACITY].get("screened_in_reports") == 15600
        assert (
            place[LEAVING]
            .source("upper.turnover.caseworker")
            .endswith("2014, upper.turnover.caseworker 0.2")
        )
        assert place[WORKERS].title.endswith("Oklahoma, all years")


def test_there_are_the_fifty_states_the_district_and_puerto_rico():
    names = state_names()
    assert len(names) == len(set(names.values())) == 52


def test_reports_of_a_year_that_is_not_whole_are_not_used(tmp_path: Path):
    row = state(american(tmp_path, year=2015), "OK")[CAPACITY]
    assert (
        row.lacks("screened_in_reports") == "screened_in_reports is not published (not of a whole year)"
    )
    assert row.get("caseworkers") == 600


def test_the_latest_whole_year_is_taken_unless_said(tmp_path: Path):
    at = american(tmp_path)
    path = at / "state_capacity.csv"
    line = path.read_text().splitlines()[1]
    path.write_text(path.read_text() + line.replace("2014", "2015") + "\n")
    assert state(at, "OK").year == 2014
    assert state(at, "OK", 2015).year == 2015


def test_a_misspelt_state_an_unknown_year_and_a_missing_file_are_refused(tmp_path: Path):
    at = american(tmp_path)
    with pytest.raises(NotPublished, match=r"no state 'Oklahma'.*Did you mean 'Oklahoma'"):
        state(at, "Oklahma")
    with pytest.raises(NotPublished, match="Oklahoma has no figures of 1999; there are 2014"):
        state(at, "OK", 1999)
    (at / "state_capacity.csv").unlink()
    with pytest.raises(NotPublished, match=r"no file state_capacity.csv.*Edwards & Wildeman 2018"):
        state(at, "OK")


def test_a_state_without_a_row_elsewhere_lacks_it_and_says_so(tmp_path: Path):
    at = american(tmp_path)
    (at / "turnover_state_year.csv").write_text(
        "StaTerr,year,lower.turnover.caseworker,upper.turnover.caseworker\n"
    )
    (at / "state_wrkr_data.csv").unlink()
    place = state(at, "OK")
    assert place[LEAVING].absent == "turnover_state_year.csv has no row of Oklahoma in 2014"
    assert "no file state_wrkr_data.csv" in place[WORKERS].absent
