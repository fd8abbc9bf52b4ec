"""Is there as much in each state as comes into it times how long it stays: Little's law, L = lambda W?

On one long run, the warm-up and the last weeks (whose cases are not over) left out. L, lambda and W are
read from different columns: L from the weeks' counts, lambda and W from the cases' days. What the law
leaves over is taken batch by batch, batches being longer than a case stays, and its Student interval
over the batches (batch means: Law, Simulation modeling and analysis, ch. 9) must hold 0. Over the whole
window only its two ends can differ, which is less than 2 in a hundred here.
"""

from collections.abc import Callable

import numpy as np
import pytest
from scipy.special import ndtr

from planner.problem.arrays import Floats, Ints
from planner.simulate.engine import Trace, run
from planner.simulate.luck import draw
from planner.simulate.parameters import Parameters
from planner.simulate.statistics import interval
from planner.simulate.templates import templates
from tests.simulate.test_snapshot import NoSurge, plain
from tests.simulate.test_trust_simpy import an_office, steady

WARM_UP, BATCH, BATCHES = 78, 13, 14  # weeks, weeks, and as many of them
END = WARM_UP + BATCH * BATCHES
CONFIDENCE = 0.99

SLOW = [pytest.param(name, marks=pytest.mark.ci) for name in ("fewest-open-cases", "spare-capacity")]

Weeks = Callable[[Trace], tuple[Ints, Ints]]  # in which each case enters the state, and leaves it


def waits(trace: Trace) -> tuple[Ints, Ints]:
    return trace.day // 7, trace.assigned_day // 7


def is_open(trace: Trace) -> tuple[Ints, Ints]:
    return trace.assigned_day // 7, trace.closed_day // 7


def left_over(trace: Trace, inside: Ints, weeks: Weeks) -> tuple[Floats, float]:
    """Return L - lambda W of each batch, and L over all. `inside`: cases in the state by week."""
    enters, leaves = weeks(trace)
    by_batch = []
    for first in range(WARM_UP, END, BATCH):
        came = (enters >= first) & (enters < first + BATCH)
        assert (leaves[came] >= enters[came]).all()
        rate, stay = came.sum() / BATCH, (leaves - enters)[came].mean()
        by_batch.append(inside[first : first + BATCH].mean() - rate * stay)
    return np.array(by_batch), float(inside[WARM_UP:END].mean())


def holds(left: Floats, level: float) -> None:
    found = interval(left, CONFIDENCE)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0 < found.high
    assert abs(left.mean()) < 0.02 * level


def a_long_run(policy: str, given: Parameters, seed: int | None = None) -> Trace:
    agency = an_office(5) if seed is None else plain(seed)
    return run(agency, given, policy, draw(agency, given, NoSurge(), 5, 0))


@pytest.mark.parametrize("policy", ["rotation", *SLOW])
def test_open_cases_are_what_is_given_times_how_long_it_lasts(policy: str):
    trace = a_long_run(policy, steady(156, 30, warm_up=156), seed=3)
    holds(*left_over(trace, trace.cases.sum(axis=1), is_open))


@pytest.mark.ci
def test_open_cases_are_arrivals_times_the_mean_life_that_was_asked_for():
    """With what is known before any run: the rate, the planned lives, and how they stretch."""
    a_week, sd = 30, 300
    given, agency = steady(156, a_week, warm_up=156, sd=sd), plain(3)
    tables = templates(agency)
    mix = [place for place, case in enumerate(tables.cases) if case.id not in agency.open_cases]
    lives = []
    for planned in tables.weeks[mix]:
        beyond = np.arange(1, 400) / planned  # the life is longer than k weeks
        lives.append(1 + ndtr(-(np.log(beyond) / (sd / 1000) + sd / 2000)).sum())
    means = []
    for replication in range(12):
        luck = draw(agency, given, NoSurge(), 5, replication)
        trace = run(agency, given, "fewest-open-cases", luck)
        means.append(trace.cases[WARM_UP:].sum(axis=1).mean() + trace.waiting[WARM_UP:].mean())
    found = interval(means, CONFIDENCE)
    assert found.low is not None
    assert found.high is not None
    assert found.low < a_week * np.mean(lives) < found.high
    assert found.high - found.low < 0.05 * a_week * np.mean(lives)


@pytest.mark.parametrize("policy", ["greedy", pytest.param("caseload", marks=pytest.mark.ci)])
def test_waiting_cases_are_arrivals_times_how_long_they_wait(policy: str):
    trace = a_long_run(policy, steady(156, 1.9, warm_up=156))
    holds(*left_over(trace, trace.waiting, waits))
    holds(*left_over(trace, trace.cases.sum(axis=1), is_open))
    assert trace.waiting.mean() > 1
