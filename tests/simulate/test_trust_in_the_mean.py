"""Do more staff lower waiting, and higher budgets raise coverage, in the mean over agencies and luck?

Two rules let more staff raise waiting for a good reason. A worker may carry severe cases only up to a
share of the own cases: spread over more people, everybody's share is smaller (`severe-share`). And a
worker in the first year needs a second one beside them on severe cases (`first-year-support`). With one
off and an experienced newcomer, no agency waits longer in the mean.
"""

from functools import lru_cache
from itertools import pairwise

import numpy as np
import pytest

from planner.simulate.statistics import Mean, paired
from tests.simulate.crowds import BUDGETED, PLANNED, a_run, another, with_policy
from tests.simulate.test_snapshot import plain

AGENCIES = range(8)
RUNS = range(3)
BUDGETS = (2_000, 4_000, 8_000, 16_000, 60_000)


def less(one: np.ndarray, other: np.ndarray) -> Mean:
    """Return one less the other, run by run."""
    return paired(one.ravel(), other.ravel())


@lru_cache
def waited(policy: str, people: int, *, plain_rules: bool) -> np.ndarray:
    """Return the weeks that cases waited in all, shape (agencies, runs)."""
    found = np.zeros((len(AGENCIES), len(RUNS)))
    for row in AGENCIES:
        agency = plain(row)
        if plain_rules:
            agency = with_policy(agency, severe_share_off_above=0)
        if people:
            agency = another(agency, **({"months_in_field": 120} if plain_rules else {}))
        found[row] = [a_run(agency, policy, each, turnover=0).waiting.sum() for each in RUNS]
    return found


@lru_cache
def taken(policy: str, budget: int) -> np.ndarray:
    """Return how many cases were given to somebody, shape (agencies, runs)."""
    agencies = [with_policy(plain(each), unit_budget=budget) for each in AGENCIES]
    found = [
        [(a_run(agency, policy, each, turnover=0).assigned_day >= 0).sum() for each in RUNS]
        for agency in agencies
    ]
    return np.array(found, dtype=np.float64)


@pytest.mark.ci
@pytest.mark.parametrize("policy", PLANNED)
def test_an_experienced_worker_more_raises_waiting_in_no_agency(policy: str):
    before, after = (waited(policy, more, plain_rules=True) for more in (0, 1))
    assert (after.mean(axis=1) <= before.mean(axis=1)).all()
    assert (high := less(after, before).high) is not None
    assert high < 0


@pytest.mark.ci
@pytest.mark.parametrize("policy", PLANNED)
def test_any_worker_more_lowers_waiting_in_the_mean(policy: str):
    before, after = (waited(policy, more, plain_rules=False) for more in (0, 1))
    assert (high := less(after, before).high) is not None
    assert high < 0


@pytest.mark.ci
@pytest.mark.parametrize("policy", BUDGETED)
def test_a_higher_budget_covers_more_in_the_mean_for_as_long_as_it_binds(policy: str):
    for tight, wide in pairwise(BUDGETS[:-1]):
        assert (low := less(taken(policy, wide), taken(policy, tight)).low) is not None
        assert low > 0
    assert taken(policy, BUDGETS[-1]).mean() >= taken(policy, BUDGETS[-2]).mean()
