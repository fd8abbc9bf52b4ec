"""Are sums of arms, run by run, those of all runs at once?"""

import numpy as np
import pytest

from planner.simulate.contrasts import Contrasts, less, summed
from planner.simulate.statistics import interval, paired
from tests.simulate.outcomes import an_outcome, replications


def test_one_arm_less_another_is_the_paired_difference():
    runs = list(replications(30, ("a", "b")))
    found = Contrasts({"a-b": less("a", "b")})
    for run in runs:
        found.add(run)
    for measure, mean in found.measures("a-b").items():
        one, other = ([run[arm].measures[measure] for run in runs] for arm in ("a", "b"))
        assert tuple(mean) == pytest.approx(tuple(paired(one, other)), abs=1e-9)


def test_two_differences_each_for_its_cost_share_what_both_are_compared_with():
    weights = summed(less("a", "c", 1 / 2), less("b", "c", -1 / 4))
    assert weights == {"a": 0.5, "c": -0.25, "b": -0.25}
    runs, found = list(replications(30, ("a", "b", "c"))), Contrasts({"x": weights})
    for run in runs:
        found.add(run)
    a, b, c = (np.array([run[arm].measures["waiting_days"] for run in runs]) for arm in "abc")
    expected = interval((a - c) / 2 - (b - c) / 4)
    assert tuple(found.measures("x")["waiting_days"]) == pytest.approx(tuple(expected))


def test_a_measure_that_one_arm_does_not_have_is_left_out():
    found = Contrasts({"a-b": less("a", "b")})
    found.add({"a": an_outcome({"cost": 3, "coverage": 1}), "b": an_outcome({"coverage": 1})})
    assert set(found.measures("a-b")) == {"coverage"}
