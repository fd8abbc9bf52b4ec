"""Is an agency made of a state's row as busy and as large as the row says?"""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import Kind
from planner.generate import made
from planner.generate.figures import case_factors
from planner.generate.fit import FittedDesign, like_state
from planner.generate.fit.like_state import us_agency
from planner.published import Fitted, Place, state
from planner.published.place import Row
from planner.published.publications import CAPACITY, LEAVING, STATES, WORKERS, Publication
from planner.sourced import Provenance
from tests.generate.fit.lives import life_weeks
from tests.published.made_up import american


def like(at: Path, year: int = 2014, **figures: Any) -> FittedDesign:
    return like_state(state(american(at, year=year, **figures), "OK", year))


def told(design: FittedDesign) -> dict[str, Fitted]:
    return {one.name: one for one in design.fitted}


def a_place(reports: float, gone: float, caseworkers: int = 600) -> Place:
    figures: dict[Publication, dict[str, float]] = {
        CAPACITY: {"caseworkers": caseworkers, "supervisors": 150, "screened_in_reports": reports},
        LEAVING: {"upper.turnover.caseworker": gone},
        WORKERS: {"caseload_median": 52},
    }
    rows = {
        each.key: Row(each, "Made", 2014, {k: Decimal(str(v)) for k, v in values.items()})
        for each, values in figures.items()
    }
    return Place("Made", 2014, rows, agencies=0)


def test_a_district_takes_as_many_reports_for_each_caseworker_as_its_state(tmp_path: Path):
    design = like(tmp_path)
    agency = made(design.design, 5)
    assert len(agency.workers) == told(design)["case_holders"].entry.number == 100
    a_week = 15600 / 52 / (600 / 1.2)  # of each caseworker at a time
    assert len(agency.new_cases) == pytest.approx(a_week * 100, rel=0.03)
    assert "600 / (1 + turnover) = 500 at a time" in told(design)["case_holders"].entry.source
    posts = sum(worker.fte for worker in agency.workers) / 1000
    assert len(agency.assignments) == pytest.approx(12 * posts, abs=0.5)
    assert {team.sts_informed_score is None for team in agency.teams} == {False}


def test_a_state_smaller_than_a_district_is_one(tmp_path: Path):
    assert told(like(tmp_path, caseworkers=60, supervisors=15))["case_holders"].entry.number == 50


def test_what_is_a_standard_and_what_is_not_published_is_said(tmp_path: Path):
    found = told(like(tmp_path))
    assert found["turnover"].entry.number == 200
    assert found["turnover"].entry.provenance is Provenance.STATISTIC
    assert found["caseload_per_fte"].entry.provenance is Provenance.STANDARD
    assert found["caseload_per_fte"].instead == "no caseload is published"
    assert found["factors"].instead == "no factors are published by state"
    assert found["workers_per_team"].entry.number == 5


def test_where_reports_are_of_no_whole_year_the_median_caseworkers_cases_are_taken(tmp_path: Path):
    source = told(like(tmp_path, year=2015))["arrivals"].entry.source
    assert "not of a whole year" in source
    assert "caseload_median 52 cases a year" in source


def test_where_nothing_is_published_every_figure_is_the_usual_one():
    rows = {each.key: Row(each, "Made", 2014, absent="there is nothing") for each in STATES}
    design = like_state(Place("Made", 2014, rows, agencies=0))
    assert design.design.figures.entries == us_agency().figures.entries
    assert dict(design.design.factors) == case_factors()
    assert all(one.instead for one in design.fitted)


def test_a_state_with_more_reports_than_cases_can_wait_for_ends_them_once_they_are_assessed():
    design = like_state(a_place(reports=68000, gone=0.2))
    found = told(design)
    assert found["goes_on"].entry.number == 0
    least, most = found["assessment_weeks"].entry.numbers
    assert 3 <= least <= most < 9
    agency = made(design.design, 4)
    assert agency.new_cases
    names = {stage.name for case in agency.new_cases for stage in case.stages}
    assert names <= {"response", "assessment"}
    assert {case.kind for case in agency.new_cases} <= set(Kind)


@given(st.floats(0, 0.9), st.integers(300, 200_000))
def test_arrivals_and_lives_always_keep_the_standard_caseload(gone: float, reports: int):
    design = like_state(a_place(reports=reports, gone=round(gone, 4)))
    figures = design.design.figures
    life = life_weeks(figures)
    half_weeks = 0.02 if figures.one("goes_on") else 0.1  # assessments are told in whole weeks
    assert life * figures.one("arrivals") / 1e6 == pytest.approx(12, rel=half_weeks)
    assert 0 <= figures.one("turnover") <= 1000
