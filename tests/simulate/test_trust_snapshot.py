"""Does the planner see in a simulated week what a real agency's folder would show it?"""

from datetime import timedelta

import numpy as np
import pytest

from planner.domain import Agency
from planner.domain.calendar import is_away
from planner.problem import measure
from planner.simulate.beginning import beginning
from planner.simulate.luck import draw
from planner.simulate.parameters import parameters
from planner.simulate.snapshot import Ahead, snapshot
from planner.simulate.state import NOBODY, State
from planner.simulate.templates import templates
from tests.builders import a_random_agency
from tests.simulate.test_snapshot import NoSurge, nobody_away

CARRIED = (
    "carried_cases",
    "carried_ongoing",
    "carried_severe",
    "carried_severest",
    "new_ongoing",
    "new_investigations",
    "days_since_severest",
)


def an_agency_on(seed: int, weekday: int) -> Agency:
    """Return an agency with supporting workers and leave, on a Monday or so many days later."""
    agency = a_random_agency(seed, workers=5, cases=6, tight=False).public()
    workers = (w.model_copy(update={"duty": (), "last_day": None}) for w in agency.workers)
    return agency.changed(date=agency.date + timedelta(days=weekday), workers=tuple(workers))


def begun(agency: Agency) -> State:
    given = parameters(weeks=30, arrivals_per_week_thousandths=5_000)
    return beginning(agency, templates(agency), draw(agency, given, NoSurge(), 7, 0), 30)


@pytest.mark.parametrize("seed", range(12))
def test_open_cases_count_by_when_they_were_given_and_by_all_who_work_on_them(seed: int):
    agency = an_agency_on(seed, weekday=seed % 7)
    state = begun(agency)
    seen = snapshot(state, [], nobody_away(agency))
    real = measure(agency)
    for name in CARRIED:
        np.testing.assert_array_equal(getattr(seen, name), getattr(real, name), err_msg=name)


@pytest.mark.parametrize("weekday", range(7))
def test_who_is_away_and_there_first_is_the_same_from_any_weekday(weekday: int):
    for seed in range(4):
        agency = an_agency_on(seed, weekday)
        ahead = [agency.date + timedelta(days=day) for day in range(28)]
        workers = sorted(agency.workers, key=lambda worker: worker.id)
        away = np.array([[is_away(worker, day) for day in ahead] for worker in workers])
        working = np.array([day.weekday() < 5 for day in ahead])
        seen, real = snapshot(begun(agency), [], Ahead(0, away, working)), measure(agency)
        np.testing.assert_array_equal(seen.days_away, real.days_away)
        np.testing.assert_array_equal(seen.first_day, real.first_day)


@pytest.mark.parametrize("worked", [0, 1, 3, 50])
def test_a_case_handed_back_weighs_what_the_plan_will_hold_of_it(worked: int):
    state = begun(an_agency_on(3, weekday=0))
    case = len(state.cases.template) - 1
    state.cases.age[case] = worked
    seen = snapshot(state, [case], nobody_away(state.agency, 14))
    minutes, dose = state.planned_minutes[0].copy(), state.planned[0].copy()
    one = np.array([case])
    state.assign(one, np.array([0]), np.array([NOBODY]), 2, np.array([14]))
    weeks = slice(2, 2 + seen.weeks)
    added = seen.minutes[0, 0] + (seen.minutes[0, 0] > 0) * seen.extra_minutes[0, 0]
    np.testing.assert_array_equal(added, (state.planned_minutes[0] - minutes)[weeks])
    np.testing.assert_allclose(seen.fresh[0, 0], (state.planned[0] - dose)[weeks], atol=1)
    assert seen.fresh.any()
