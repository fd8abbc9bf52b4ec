"""Does a simulated agency show the workforce figures it was fitted to, within five in a hundred?"""

from pathlib import Path

import numpy as np
import pytest

from planner.domain import Mode, StandingExposure
from planner.intake import read_agency
from planner.simulate.engine import Trace, run
from planner.simulate.fit import steady_arrivals
from planner.simulate.luck import draw
from planner.simulate.parameters import Parameters, parameters
from planner.simulate.templates import templates
from tests.simulate.test_snapshot import NoSurge

FOLDER = Path(__file__).parents[2] / "scenarios" / "english-authority"
WARM_UP = 104  # weeks, in which the open cases of the folder give way to simulated ones


def years(given: Parameters, runs: int) -> list[Trace]:
    agency = read_agency(FOLDER).public()
    tables = templates(agency)
    return [
        run(agency, given, "rotation", draw(agency, given, NoSurge(), 2031, each), tables=tables)
        for each in range(runs)
    ]


@pytest.mark.ci
def test_as_many_leave_as_the_published_turnover_says_where_dose_drives_nobody_out():
    given = parameters(weeks=52, turnover_exposure=0, arrivals_per_week_thousandths=0)
    traces = years(given, 150)
    left = sum(int(trace.left.sum()) for trace in traces)
    post_years = sum(int(trace.filled.sum()) for trace in traces) / 52
    assert left / post_years == pytest.approx(given.turnover / 1000, rel=0.05)


@pytest.mark.ci
def test_the_caseload_of_a_full_time_post_stays_at_the_published_one():
    agency = read_agency(FOLDER)
    steady = steady_arrivals(agency, parameters())
    given = parameters(
        weeks=52, warm_up_weeks=WARM_UP, turnover_exposure=0, arrivals_per_week_thousandths=steady
    )
    fte = np.array([worker.fte for worker in sorted(agency.workers, key=lambda w: w.id)]) / 1000
    each = [
        float((trace.cases[WARM_UP:].sum(axis=1) / (trace.filled[WARM_UP:] * fte).sum(axis=1)).mean())
        for trace in years(given, 8)
    ]
    assert np.mean(each) == pytest.approx(given.caseload_per_fte / 10, rel=0.05)


@pytest.mark.ci
def test_posts_stay_vacant_for_as_long_as_the_published_vacancies_and_starters_say():
    """Vacancies over starters a year, as the figure was derived, where no agency staff hide them."""
    given = parameters(
        weeks=156,
        warm_up_weeks=WARM_UP,
        agency_share=0,
        turnover_exposure=0,
        arrivals_per_week_thousandths=0,
    )
    traces = years(given, 40)
    empty = np.array([~trace.filled[WARM_UP:] for trace in traces])
    started = (empty[:, :-1] & ~empty[:, 1:]).sum()
    post_years = empty.sum() / (365 / 7)
    assert 365 * post_years / started == pytest.approx(given.days_to_hire, rel=0.05)


@pytest.mark.ci
def test_agency_staff_bridge_the_published_share_of_vacancies():
    given = parameters(weeks=104, turnover_exposure=0, arrivals_per_week_thousandths=0)
    traces = years(given, 60)
    left = sum(int(trace.left[:-1].sum()) for trace in traces)
    emptied = sum(int((trace.filled[:-1] & ~trace.filled[1:]).sum()) for trace in traces)
    assert 1000 * (1 - emptied / left) == pytest.approx(given.agency_share, rel=0.05)


@pytest.mark.ci
def test_people_are_ill_on_the_published_share_of_working_days():
    """Where everybody hears the same every day, the dose that is missing tells who was not there."""
    heard = (StandingExposure(tier=1, mode=Mode.LIVE, minutes=600),)
    agency = read_agency(FOLDER).public()
    workers = [w.model_copy(update={"standing_exposure": heard, "leave": ()}) for w in agency.workers]
    alike = agency.changed(workers=workers, assignments=(), exposures=())
    quiet = {"arrivals_per_week_thousandths": 0, "turnover": 0, "leave_days": 0, "court_days": 0}
    given, tables = parameters(**quiet), templates(alike)
    came = [
        run(alike, given, "rotation", draw(alike, given, NoSurge(), 2031, each), tables=tables).fresh
        for each in range(60)
    ]
    published = given.sick_spells * given.sick_days / (1000 * 365)
    assert 1 - np.mean(came) / np.max(came) == pytest.approx(published, rel=0.05)
    assert published == pytest.approx(0.036, rel=0.01)
