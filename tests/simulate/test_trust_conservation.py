"""Is every case, hour and dose of a simulated year accounted for, once?"""

from datetime import timedelta
from functools import lru_cache

import numpy as np
import pytest

from planner.domain import Agency
from planner.simulate.engine import Trace
from planner.simulate.luck import draw
from planner.simulate.parameters import parameters
from planner.simulate.state import NEVER
from tests.builders import a_random_agency
from tests.simulate.crowds import every_policy
from tests.simulate.recount import Recount, watch
from tests.simulate.test_snapshot import NoSurge

SEEDS = (0, 1, 2)
HALF = 0.5 + 1e-6  # what is told in whole units is rounded once

every_year = pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.ci) for n in (1, 2))]
)


def an_agency_that_lives(seed: int) -> Agency:
    """Return one with supporting workers, leave, hotline shifts, known leavers and a past."""
    agency = a_random_agency(seed, workers=5, cases=6, tight=False).public()
    return agency.changed(date=agency.date + timedelta(days=seed))


@lru_cache
def a_year(policy: str, seed: int) -> tuple[Trace, Recount]:
    """Return thirty weeks in which people leave fast and cases drift and last longer or shorter."""
    agency = an_agency_that_lives(seed)
    given = parameters(
        weeks=30,
        arrivals_per_week_thousandths=3_000,
        turnover=1500,
        turnover_exposure=0,
        days_to_hire=60,
        agency_share=500,
        drift_per_month=400,
        stretch_sd=500,
        rate_sd=400,
        rate_bias=200,
    )
    return watch(agency, given, policy, draw(agency, given, NoSurge(), 7, seed))


@every_policy
@every_year
def test_in_every_week_every_case_waits_or_is_open_or_is_closed(policy: str, seed: int):
    trace, again = a_year(policy, seed)
    ends = 7 * np.arange(1, len(trace.waiting) + 1)
    arrived = (trace.day[:, None] < ends).sum(axis=0)
    closed = ((trace.closed_day != NEVER)[:, None] & (trace.closed_day[:, None] < ends)).sum(axis=0)
    np.testing.assert_array_equal(arrived, trace.waiting + trace.cases.sum(axis=1) + closed)
    assert trace.waiting.tolist() == again.waiting


@every_policy
@every_year
def test_a_case_is_given_once_and_moved_as_often_as_its_worker_left(policy: str, seed: int):
    trace, again = a_year(policy, seed)
    first = [story.stints[0].since if story.stints else NEVER for story in again.stories]
    own = len(again.agency.assignments)
    given = trace.assigned_day[own:]
    assert np.where(given == NEVER, NEVER, given // 7).tolist() == first[own:]
    assert trace.moved.tolist() == [max(0, len(story.stints) - 1) for story in again.stories]


@every_policy
@every_year
def test_a_case_closes_when_its_life_is_over_and_never_again(policy: str, seed: int):
    trace, again = a_year(policy, seed)
    over = np.array([story.over for story in again.stories])
    np.testing.assert_array_equal(trace.closed_day, np.where(over < again.weeks, 7 * over, NEVER))


@every_policy
@every_year
def test_posts_are_filled_as_luck_says_and_lead_the_cases_they_were_given(policy: str, seed: int):
    trace, again = a_year(policy, seed)
    np.testing.assert_array_equal(trace.filled, again.filled)
    np.testing.assert_array_equal(trace.cases, again.cases)


@every_policy
@every_year
def test_planned_minutes_are_those_of_the_open_cases(policy: str, seed: int):
    trace, again = a_year(policy, seed)
    assert np.abs(trace.minutes - again.minutes).max() <= HALF


@every_policy
@every_year
def test_dose_comes_in_from_open_cases_to_those_at_work_and_from_nothing_else(policy: str, seed: int):
    trace, again = a_year(policy, seed)
    assert np.abs(trace.fresh - again.fresh).max() <= HALF


@every_policy
@every_year
def test_the_ledger_is_the_faded_sum_of_all_that_came_in(policy: str, seed: int):
    trace, again = a_year(policy, seed)
    rounded_up = trace.dose - again.dose
    assert rounded_up.min() > -1e-6
    assert rounded_up.max() < 1 + 1e-6


def test_these_years_hold_all_that_could_be_lost():
    years = [a_year("caseload", seed) for seed in SEEDS]
    for trace, _ in years:
        assert trace.waiting.any()
        assert trace.moved.any()
        assert trace.left.any()
        assert not trace.filled.all()
    told = [
        (again, story, stint) for _, again in years for story in again.stories for stint in story.stints
    ]
    assert any(stint.support >= 0 for _, _, stint in told)
    assert any(stint.since < story.drifts[0] < stint.end for _, story, stint in told)
    assert any(stint.age >= again.tables.weeks[story.template] for again, story, stint in told)
    assert any(worker.standing_exposure for _, again in years for worker in again.workers)
    assert any(worker.last_day for _, again in years for worker in again.workers)
