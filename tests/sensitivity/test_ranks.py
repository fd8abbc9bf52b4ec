"""Is it told rightly how alike two ways of suggesting are?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.pipeline import Side, suggest
from planner.sensitivity.ranks import Ranks, alike, suggested
from tests.builders import a_random_agency

COSTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9), min_size=1)


def in_order(costs):
    return dict(sorted(costs.items(), key=lambda item: (item[1], item[0])))


@given(COSTS)
def test_the_same_suggestions_are_wholly_alike(costs):
    before = {"c1": in_order(costs)}
    found = alike(before, before, 0)
    assert (found.first, found.as_good, found.top) == (1, 1, 1)
    assert found.tau in (None, pytest.approx(1))


def test_the_opposite_order_is_told_as_such():
    before = {"c1": {"a": 1, "b": 2, "c": 3, "d": 4}}
    after = {"c1": {"d": 1, "c": 2, "b": 3, "a": 4}}
    found = alike(before, after, 2)
    assert (found.first, found.as_good, found.tau) == (0, 0, -1)
    assert found.top == pytest.approx(2 / 3)


def test_a_first_suggestion_that_costs_about_the_same_is_as_good():
    before = {"c1": {"a": 1, "b": 9}, "c2": {"a": 1, "b": 9}}
    after = {"c1": {"b": 5, "a": 7}, "c2": {"b": 5, "a": 8}}
    found = alike(before, after, 2)
    assert (found.first, found.as_good) == (0, 0.5)


def test_whoever_can_no_longer_take_a_case_is_not_as_good():
    found = alike({"c1": {"a": 1, "b": 2}}, {"c1": {"b": 2}}, 100)
    assert found == Ranks(first=0, as_good=0, top=0.5, tau=None)


def test_ties_count_as_ties_in_the_order():
    found = alike({"c1": {"a": 1, "b": 1, "c": 2}}, {"c1": {"a": 1, "b": 2, "c": 3}}, 0)
    assert found.tau == pytest.approx(2 / (2 * 3) ** 0.5)


def test_without_anybody_to_suggest_nothing_is_told():
    assert alike({"c1": {}}, {}, 0) == Ranks(None, None, None, None)


@given(st.integers(0, 2_000))
def test_the_first_in_order_is_whom_a_suggestion_names(seed):
    side = Side(a_random_agency(seed))
    for case, able in suggested(side.problem, side.program).items():
        named = {p.case: p.worker for p in suggest(side, case).assignments}
        assert named.get(case) == next(iter(able), None)
