"""Whether people are away, leave and are followed as often as the parameters say."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import Days, Worker
from planner.problem.arrays import Bools
from planner.simulate.chance import keys
from planner.simulate.days import Calendar
from planner.simulate.parameters import parameters
from planner.simulate.workforce import Workforce, court, draw_workforce, leave, sickness
from tests.builders import a_worker

MONDAY = date(2025, 10, 6)
YEAR = Calendar(MONDAY, 364)


def people(count: int, **changes: Any) -> list[Worker]:
    return [a_worker(f"w{n:04d}", **changes) for n in range(count)]


def drawn(workers: list[Worker], run: int = 0, calendar: Calendar = YEAR, **changes: Any) -> Workforce:
    return draw_workforce(workers, parameters(**changes), calendar, (1, run))


def on_leave(workers: list[Worker], calendar: Calendar = YEAR, run: int = 0, **changes: Any) -> Bools:
    own = keys("leave", 1, run, [worker.id for worker in workers])
    return leave(workers, parameters(**changes), calendar, own)


def ill(posts: int, calendar: Calendar = YEAR, **changes: Any) -> Bools:
    own = keys("sickness", 1, 0, [str(n) for n in range(posts)])
    return sickness(parameters(**changes), calendar, own)


@given(st.integers(0, 120), st.integers(0, 50))
def test_a_year_has_exactly_its_working_days_of_leave(days: int, run: int):
    found = on_leave(people(3), run=run, leave_days=days)
    assert (found[:, YEAR.working].sum(axis=1) == days).all()


def test_from_any_weekday_a_year_has_its_days_of_leave_on_average():
    for start in range(7):
        calendar = Calendar(MONDAY + timedelta(days=start), 364)
        found = on_leave(people(400), calendar)[:, calendar.working]
        assert found.sum(axis=1).mean() == pytest.approx(28, rel=0.05)


def test_leave_is_taken_in_weeks_with_the_weekend_and_part_of_one_more_from_its_monday():
    weeks = on_leave(people(50), leave_days=28).reshape(50, 52, 7)
    assert set(map(tuple, weeks.reshape(-1, 7).astype(int))) == {
        (0, 0, 0, 0, 0, 0, 0),
        (1, 1, 1, 1, 1, 1, 1),
        (1, 1, 1, 0, 0, 0, 0),
    }


def test_every_week_of_the_year_is_as_likely_for_leave():
    weeks = on_leave(people(4000), leave_days=25)[:, ::7].mean(axis=0)
    assert weeks == pytest.approx(np.full(52, 5 / 52), abs=0.025)


def test_every_year_of_a_run_has_its_leave():
    calendar = Calendar(MONDAY, 3 * 364)
    by_year = (on_leave(people(9), calendar) & calendar.working).reshape(9, 3, 364).sum(axis=2)
    assert (by_year == 28).all()


def test_booked_leave_is_taken_and_counts_towards_the_year():
    booked = (Days(first=MONDAY - timedelta(days=3), last=MONDAY + timedelta(days=11)),)
    found = on_leave(people(30, leave=booked))
    assert found[:, :12].all()
    assert not found[:, 12:14].any()
    assert (found[:, YEAR.working].sum(axis=1) == 28).all()


def test_leave_booked_beyond_the_run_or_before_it_changes_nothing():
    past = Days(first=MONDAY - timedelta(days=30), last=MONDAY - timedelta(days=20))
    later = Days(first=MONDAY + timedelta(days=400), last=MONDAY + timedelta(days=410))
    assert (on_leave(people(3, leave=(past, later))) == on_leave(people(3))).all()


@pytest.mark.parametrize(
    ("spells", "mean"), [(1643, 8), (10_000, 1), (500, 30), (6000, 30)], ids="{}".format
)
def test_the_share_of_days_ill_is_spells_times_their_length(spells: int, mean: int):
    found = ill(8000, sick_spells=spells, sick_days=mean)
    share = spells * mean / 365_000
    assert found.mean() == pytest.approx(share, rel=0.05)
    assert found[:, :28].mean() == pytest.approx(share, rel=0.1)
    assert found[:, YEAR.working].mean() == pytest.approx(share, rel=0.05)


def test_spells_of_sickness_have_their_mean_length_and_come_at_any_time():
    found = ill(8000, sick_spells=200, sick_days=8)
    starts = (found[:, 1:] & ~found[:, :-1]).sum(axis=0)
    assert found[:, 1:-1].sum() / starts.sum() == pytest.approx(8, rel=0.05)
    by_weekday = np.bincount(YEAR.weekday[1:], weights=starts, minlength=7) / starts.sum()
    assert by_weekday == pytest.approx(np.full(7, 1 / 7), abs=0.03)


def test_nobody_is_ill_where_nobody_falls_ill():
    assert not ill(5, sick_spells=0).any()


def in_court(workers: list[Worker], **changes: Any) -> Bools:
    own = keys("court", 1, 0, [worker.id for worker in workers])
    return court(workers, parameters(**changes), YEAR, own)


def test_court_takes_as_many_working_days_as_the_usual_caseload_brings():
    for fte in (1000, 600):
        found = in_court(people(3000, fte=fte))
        assert not found[:, ~YEAR.working].any()
        assert found.sum(axis=1).mean() == pytest.approx(0.15 * 15.2 * fte / 1000, rel=0.05)
    assert not in_court(people(3), court_days=0).any()


def test_who_is_away_is_on_leave_or_ill_or_in_court():
    workers = people(40)
    ids = [worker.id for worker in workers]
    own = sickness(parameters(), YEAR, keys("sickness", 1, 0, ids))
    assert (drawn(workers).away == (on_leave(workers) | own | in_court(workers))).all()


def test_patience_is_exponential_so_that_turnover_is_the_rate():
    patience = drawn(people(3000)).patience
    assert patience.min() > 0
    assert patience.mean() == pytest.approx(1, rel=0.02)
    assert patience.std() == pytest.approx(1, rel=0.03)
    # left within a year, at a rate of 0.118 a year, each followed at once: a Poisson process
    leavers = (patience.cumsum(axis=1) < 0.118).sum()
    assert leavers / 3000 == pytest.approx(0.118, abs=0.02)


def test_a_post_is_empty_from_half_to_one_and_a_half_of_the_days_to_hire():
    days = drawn(people(2000), days_to_hire=100).hire_days
    assert days.min() == 50
    assert days.max() == 150
    assert days.mean() == pytest.approx(100, rel=0.01)
    assert not drawn(people(2), days_to_hire=0).hire_days.any()


def test_newcomers_and_bridged_vacancies_are_drawn_as_told():
    found = drawn(people(2000), newcomer_months_in_field=[0, 0, 24], agency_share=813)
    assert (found.newcomer == 0).mean() == pytest.approx(2 / 3, abs=0.02)
    assert set(np.unique(found.newcomer)) == {0, 24}
    assert found.bridged.mean() == pytest.approx(0.813, abs=0.01)
    assert not drawn(people(9), agency_share=0).bridged.any()
    assert drawn(people(9), agency_share=1000).bridged.all()


@given(st.sets(st.integers(0, 30), min_size=1), st.integers(0, 5))
def test_other_posts_change_nobodys_luck(present: set[int], run: int):
    everybody = people(31)
    whole = drawn(everybody, run)
    rows = sorted(present)
    part = drawn([everybody[row] for row in rows], run)
    for name, column in vars(part).items():
        assert (column == vars(whole)[name][rows]).all()


def test_a_longer_run_begins_like_a_shorter_one():
    short, long = drawn(people(20)), drawn(people(20), calendar=Calendar(MONDAY, 1092))
    assert (long.away[:, :364] == short.away).mean() > 0.999
    assert (long.patience[:, : short.patience.shape[1]] == short.patience).all()


def test_more_leave_or_court_leaves_nobody_at_work_who_was_away():
    usual = drawn(people(20)).away
    for more in (drawn(people(20), leave_days=60), drawn(people(20), court_days=900)):
        assert (more.away | ~usual).all()


def test_without_posts_nobody_is_away():
    assert drawn([]).away.shape == (0, 364)
