"""Are two kept runs compared run by run where they met the same luck, and only there?"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats

from planner.simulate.arms import asked
from planner.simulate.kept.reading import Kept
from planner.simulate.kept.record import Record, record
from planner.simulate.kept.side_by_side import side_by_side
from planner.simulate.statistics import Mean, paired, unpaired
from tests.simulate.questions import a_small_agency
from tests.simulate.questions import asked as a_question

AGENCY = a_small_agency()
NAN = float("nan")


def a_record(*changes: dict[str, Any], policies=("rotation", "caseload"), **fields) -> Record:
    question = a_question(*changes, **fields)
    return record(asked(question, AGENCY, policies), AGENCY, 40, "csv", "0.1.0")


def a_kept(values: list[float], known: Record | None = None, first: int = 0) -> Kept:
    """Return a kept run in which each arm came to the values, shifted by its place."""
    known = known or a_record()
    numbers = tuple(range(first, first + len(values)))
    arms = [arm.name for arm in known.arms]
    measures = {arm: {"harm": [v + place for v in values]} for place, arm in enumerate(arms)}
    return Kept(str(Path("kept")), known, numbers, measures)


def luck(count: int, seed: int = 3) -> list[float]:
    return [float(value) for value in np.random.default_rng(seed).normal(100, 20, count)]


def test_runs_of_the_same_luck_are_paired():
    before = luck(12)
    after = [value + 1 + noise for value, noise in zip(before, luck(12, 4), strict=True)]
    answer = side_by_side(a_kept(before), a_kept(after))
    assert (answer.paired, answer.shared) == (True, 12)
    assert [(arms.first, arms.second) for arms in answer.arms] == [
        ("rotation", "rotation"),
        ("caseload", "caseload"),
    ]
    found = answer.arms[0].measures["harm"].difference
    assert tuple(found.model_dump().values()) == pytest.approx(tuple(paired(after, before)))


def test_only_shared_runs_are_told_where_there_are_such():
    values = luck(12)
    answer = side_by_side(a_kept(values[:10]), a_kept(values[4:], first=4))
    assert (answer.paired, answer.shared) == (True, 6)
    told = answer.arms[0].measures["harm"]
    assert told.first == told.second
    assert told.first.mean == pytest.approx(np.mean(values[4:10]))
    assert (told.difference.low, told.difference.high) == (0, 0)


@pytest.mark.parametrize("other", [a_record(seed=9), None])
def test_runs_of_different_luck_are_not_paired(other: Record | None):
    before, after = luck(9), luck(14, 5)
    first = 0 if other else 100
    answer = side_by_side(a_kept(before), a_kept(after, other, first))
    assert (answer.paired, answer.shared) == (False, 0)
    expected = stats.ttest_ind(after, before, equal_var=False)
    found = answer.arms[0].measures["harm"].difference
    limits = expected.confidence_interval()
    assert found.mean == pytest.approx(np.mean(after) - np.mean(before))
    assert (found.low, found.high) == pytest.approx((limits.low, limits.high))


def test_leading_arms_are_compared_where_their_names_differ():
    other = a_record(policies=("rotation", "greedy"))
    answer = side_by_side(a_kept(luck(3)), a_kept(luck(3), other))
    assert [(arms.first, arms.second) for arms in answer.arms] == [
        ("rotation", "rotation"),
        ("caseload", "greedy"),
    ]
    assert (answer.only_first, answer.only_second) == (["caseload"], ["greedy"])


def test_what_differs_is_said_and_nothing_else():
    surge = {"do": "surge", "week": 2, "cases": 30}
    longer = {"do": "parameters", "set": {"days_to_hire": 300}}
    other = a_record(surge, longer, question="What if thirty come?")
    told = {d.what: d for d in side_by_side(a_kept(luck(3)), a_kept(luck(4), other)).differ}
    assert set(told) == {"question", "changes", "runs", "parameter days_to_hire"}
    assert told["changes"].first == "nothing"
    assert told["changes"].second.startswith("surge (week 2, cases 30); parameters (")
    assert told["runs"].second == "4"
    assert side_by_side(a_kept(luck(3)), a_kept(luck(3))).differ == []


def test_an_agency_whose_data_changed_is_said():
    question = a_question()
    larger = a_small_agency(7)
    changed = record(asked(question, larger, ("rotation", "caseload")), larger, 40, "csv", "0.1.0")
    (told,) = side_by_side(a_kept(luck(3)), a_kept(luck(3), changed)).differ
    assert told.what == "the agency's data, by its hash"
    assert told.first != told.second


def test_independent_samples_leave_out_what_is_not_defined():
    one, other = [1.0, NAN, 2.0, 4.0], [5.0, 6.0, NAN]
    assert unpaired(one, other) == unpaired([1, 2, 4], [5, 6])
    assert unpaired(other, [NAN]) == Mean(None, None, None)
    assert unpaired([3], other) == Mean(-2.5, None, None)
    assert unpaired([3, 3], [1, 1]) == Mean(2, 2, 2)


def test_independent_samples_are_less_sure_than_pairs_of_the_same_luck():
    before = luck(20)
    after = [value + noise / 50 for value, noise in zip(before, luck(20, 8), strict=True)]
    alone, together = unpaired(after, before).half, paired(after, before).half
    assert alone is not None
    assert together is not None
    assert together < alone / 10
    assert unpaired(after, before).mean == pytest.approx(np.mean(after) - np.mean(before))
