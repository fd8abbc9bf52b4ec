"""Does what is kept of many runs say what all of them say, and no more of it the more they are?"""

import sys
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from planner.simulate.arms import Outcome
from planner.simulate.series import Average, Counted
from planner.simulate.statistics import interval, moments, paired
from planner.simulate.summary import summary
from planner.simulate.tally import Tally
from tests.simulate.outcomes import replications

ARMS = ("rotation", "greedy", "caseload")
LEAD = "caseload"
CLOSE = 1e-9


def gathered(runs: Iterable[dict[str, Outcome]]) -> Tally:
    tally = Tally(LEAD)
    for run in runs:
        tally.add(run)
    return tally


def held(thing: object) -> int:
    """Return how many bytes a value and all it holds take."""
    if isinstance(thing, np.ndarray):
        return sys.getsizeof(thing)
    names = getattr(type(thing), "__slots__", ()) or getattr(thing, "__dict__", ())
    inside = [getattr(thing, name) for name in names]
    if isinstance(thing, dict):
        inside = [*thing.keys(), *thing.values()]
    elif isinstance(thing, list | tuple | set):
        inside = list(thing)
    return sys.getsizeof(thing) + sum(map(held, inside))


def test_means_and_differences_are_those_of_all_values():
    runs = list(replications(60, ARMS))
    answer = summary("What if?", gathered(runs))
    column = {
        arm: {m: [run[arm].measures[m] for run in runs] for m in runs[0][arm].measures} for arm in ARMS
    }
    for each in answer.policies:
        for measure, found in each.measures.items():
            values = np.array(column[each.name][measure])
            known = values[~np.isnan(values)]
            assert found.mean == pytest.approx(known.mean(), rel=CLOSE, abs=CLOSE)
            expected = interval(column[each.name][measure])
            assert (found.low, found.high) == pytest.approx(
                (expected.low, expected.high), rel=CLOSE, abs=CLOSE
            )
    assert [pair.against for pair in answer.paired] == ["rotation", "greedy"]
    for pair in answer.paired:
        for measure, found in pair.measures.items():
            expected = paired(column[LEAD][measure], column[pair.against][measure])
            assert tuple(found.model_dump().values()) == pytest.approx(
                tuple(expected), rel=CLOSE, abs=CLOSE
            )


def test_memory_does_not_grow_with_the_number_of_runs():
    few, many = (held(gathered(replications(count, ARMS))) for count in (10, 1_000))
    assert few == many


def test_the_size_of_what_is_held_can_be_told():
    tally = gathered(replications(10, ARMS))
    before = held(tally)
    tally.arms[LEAD].weeks.dose.mean = np.zeros((3, 1_000))
    assert held(tally) > before + 20_000


def test_the_same_runs_in_the_same_order_come_to_the_same_bit_for_bit():
    first, second = (summary("", gathered(replications(30, ARMS))) for _ in range(2))
    assert first.model_dump_json() == second.model_dump_json()


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40))
def test_mean_and_spread_are_those_numpy_gives(values: list[float]):
    found = moments(values)
    scale = 1 + max(map(abs, values))
    assert found.mean == pytest.approx(np.mean(values), abs=1e-12 * scale)
    spread = np.sqrt(found.squares / (found.count - 1))
    assert spread == pytest.approx(np.std(values, ddof=1), rel=1e-9, abs=1e-9 * scale)


@given(
    arrays(np.int64, st.tuples(st.integers(1, 12), st.integers(1, 4)), elements=st.integers(0, 300)),
    st.sampled_from([0.1, 0.5, 0.9]),
)
def test_quantiles_over_runs_are_those_numpy_gives(runs: np.ndarray, share: float):
    counted = Counted()
    for run in runs:
        counted.add(run)
    assert counted.quantile(share) == pytest.approx(
        np.quantile(runs, share, axis=0), rel=CLOSE, abs=CLOSE
    )


def test_an_average_leaves_out_what_is_not_defined():
    average = Average()
    for values in ([1.0, 2.0], [np.nan, np.nan], [3.0, 6.0]):
        average.add(np.array(values))
    assert average.mean == pytest.approx([2, 4])
    assert average.count == 2
