"""Does a small common model come to the same in the engine and in simpy?

With the same days of arrival and the same lives the two agree to the case: who waits, who has how many
cases, on which day each was given out. With draws of their own their means agree within their intervals.
"""

import random
from math import ceil

import numpy as np
import pytest
from scipy.stats import ttest_ind

from planner.domain import Agency, Kind
from planner.simulate.engine import Trace, run
from planner.simulate.luck import draw
from planner.simulate.parameters import Parameters, parameters
from planner.simulate.state import NEVER
from tests.builders import a_case, a_stage, a_worker, an_agency
from tests.simulate.queue_model import Queue
from tests.simulate.test_snapshot import NoSurge

PLANNED = 8  # weeks
ROOM = 4  # cases at once for each worker
ENDLESS = 10_000


def an_office(people: int) -> Agency:
    """Return alike workers whose week has room for some cases of the only kind."""
    policy = {"new_cases_a_batch": 50, "productive_share": 1000}
    case = a_case("c1", kind=Kind.FORENSIC_INTERVIEW, stages=(a_stage(PLANNED, 60),))
    workers = [a_worker(f"w{number:02d}", week=ROOM * 60) for number in range(people)]
    return an_agency(workers, [case], policy=policy)


def steady(weeks: int, a_week: float, warm_up: int = 0, sd: int = 300) -> Parameters:
    """Return the parameters of a plain Poisson process with nobody away and nobody leaving."""
    return parameters(
        weeks=weeks,
        warm_up_weeks=warm_up,
        arrivals_per_week_thousandths=round(1000 * a_week),
        seasonal_amplitude=0,
        weekend_share=1000,
        stretch_sd=sd,
        drift_per_month=0,
        turnover=0,
        leave_days=0,
        sick_spells=0,
        court_days=0,
    )


def both(people: int, policy: str, given: Parameters, replication: int = 0) -> tuple[Trace, Queue]:
    """Return the run and the queue, with the same arrivals and lives."""
    agency = an_office(people)
    luck = draw(agency, given, NoSurge(), 11, replication)
    at_once = policy == "fewest-open-cases"
    queue = Queue(
        days=luck.case_day.tolist(),
        lives=[max(1, ceil(PLANNED * int(stretch) / 1000)) for stretch in luck.case_stretch],
        workers=people,
        room=ENDLESS if at_once else ROOM,
        every=1 if at_once else 7,
        weeks=given.warm_up_weeks + given.weeks,
    )
    return run(agency, given, policy, luck), queue


def given_days(queue: Queue, cases: int) -> list[int]:
    return [queue.given_day.get(case, NEVER) for case in range(cases)]


@pytest.mark.parametrize("replication", range(3))
def test_fewest_open_cases_give_every_worker_the_same_cases_in_both(replication: int):
    trace, queue = both(5, "fewest-open-cases", steady(60, 4), replication)
    np.testing.assert_array_equal(trace.cases, queue.open)
    np.testing.assert_array_equal(trace.waiting, queue.left_waiting)
    assert trace.assigned_day.tolist() == given_days(queue, len(trace.day))
    assert trace.cases.max() > 4


@pytest.mark.parametrize("policy", ["greedy", "caseload"])
@pytest.mark.parametrize("a_week", [1.5, 3.0])
def test_as_many_wait_and_are_open_in_both_where_hours_are_short(policy: str, a_week: float):
    trace, queue = both(5, policy, steady(60, a_week))
    np.testing.assert_array_equal(trace.cases.sum(axis=1), queue.open.sum(axis=1))
    np.testing.assert_array_equal(trace.waiting, queue.left_waiting)
    assert trace.assigned_day.tolist() == given_days(queue, len(trace.day))
    assert trace.waiting.any()


def drawn_elsewhere(people: int, given: Parameters, a_week: float, seed: int) -> Queue:
    """Return a queue whose arrivals and lives are drawn by Python's own generator."""
    chance, sd = random.Random(seed), given.stretch_sd / 1000
    weeks, day, days = given.warm_up_weeks + given.weeks, 0.0, []
    while (day := day + chance.expovariate(a_week / 7)) < 7 * weeks:
        days.append(int(day))
    lives = [ceil(PLANNED * chance.lognormvariate(-sd * sd / 2, sd)) for _ in days]
    return Queue(days, lives, people, ROOM, every=7, weeks=weeks)


@pytest.mark.ci
def test_with_draws_of_their_own_as_many_are_open_and_wait_in_the_mean():
    people, a_week, runs = 5, 2.0, 30
    given = steady(156, a_week, warm_up=52)
    settled = slice(given.warm_up_weeks, None)
    here = [both(people, "greedy", given, each)[0] for each in range(runs)]
    there = [drawn_elsewhere(people, given, a_week, each) for each in range(runs)]
    open_here = [trace.cases[settled].sum(axis=1).mean() for trace in here]
    open_there = [queue.open[settled].sum(axis=1).mean() for queue in there]
    waiting_here = [trace.waiting[settled].mean() for trace in here]
    waiting_there = [queue.left_waiting[settled].mean() for queue in there]
    for one, other, narrow in ((open_here, open_there, 0.05), (waiting_here, waiting_there, 0.35)):
        apart = ttest_ind(one, other, equal_var=False).confidence_interval(0.99)
        assert apart.low < 0 < apart.high
        assert apart.high - apart.low < 2 * narrow * np.mean(other)
