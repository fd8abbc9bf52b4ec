"""How exposure adds up and fades."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import Exposure, Mode, Source, shipped_weights
from planner.dose.ledger import fading, kept_a_week, past_equivalents, weekly_equivalents
from tests.builders import TODAY

half_lives = st.integers(1, 52)
doses = st.lists(st.integers(0, 100_000), min_size=1, max_size=30)


def an_event(weeks_ago: int, minutes: int = 60, worker: str = "w1") -> Exposure:
    return Exposure(
        worker=worker,
        week=TODAY - timedelta(weeks=weeks_ago),
        minutes=minutes,
        tier=1,
        mode=Mode.LIVE,
        source=Source.CASE,
    )


def past(*events: Exposure, half_life: int = 4) -> float:
    return past_equivalents(events, TODAY, half_life, shipped_weights()).get("w1", 0.0)


@given(half_lives, st.integers(0, 100_000))
def test_a_constant_weekly_dose_tends_to_itself_whatever_the_half_life(half_life: int, dose: int):
    equivalents = weekly_equivalents([dose] * 30 * half_life, half_life)
    assert equivalents[-1] == pytest.approx(dose, rel=1e-6)
    assert (np.diff(equivalents) >= -1e-6).all()


@given(half_lives)
def test_after_one_half_life_a_constant_dose_stands_at_half(half_life: int):
    assert weekly_equivalents([1000] * half_life, half_life)[-1] == pytest.approx(500)


@given(half_lives, doses, doses, st.integers(0, 5))
def test_the_ledger_is_linear(half_life: int, one: list[int], other: list[int], times: int):
    weeks = min(len(one), len(other))
    first, second = np.array(one[:weeks]), np.array(other[:weeks])
    both = weekly_equivalents(first + times * second, half_life)
    parts = weekly_equivalents(first, half_life) + times * weekly_equivalents(second, half_life)
    np.testing.assert_allclose(both, parts, rtol=1e-9, atol=1e-6)


@given(half_lives, st.lists(doses.filter(lambda d: len(d) >= 3), min_size=2, max_size=2))
def test_each_row_of_a_table_is_its_own_ledger(half_life: int, rows: list[list[int]]):
    table = np.array([row[:3] for row in rows])
    each = [weekly_equivalents(row, half_life) for row in table]
    np.testing.assert_array_equal(weekly_equivalents(table, half_life), each)
    many = weekly_equivalents(np.tile(table, (20, 1)), half_life)  # another way of adding up
    np.testing.assert_array_equal(many, np.tile(each, (20, 1)))


@given(half_lives, doses, st.integers(1, 20))
def test_what_has_been_heard_fades_as_if_nothing_were_added(
    half_life: int, heard: list[int], weeks: int
):
    all_at_once = weekly_equivalents([*heard, *[0] * weeks], half_life)
    later = fading(all_at_once[len(heard) - 1], half_life, weeks)
    np.testing.assert_allclose(all_at_once[len(heard) :], later, rtol=1e-9, atol=1e-9)


@given(half_lives)
def test_a_half_life_is_when_half_is_left(half_life: int):
    assert fading(1000.0, half_life, half_life)[-1] == pytest.approx(500)
    assert kept_a_week(half_life) ** half_life == pytest.approx(0.5)


@given(half_lives, st.integers(1, 100), st.integers(0, 5000))
def test_an_event_counts_half_as_much_one_half_life_earlier(
    half_life: int, weeks_ago: int, minutes: int
):
    now = past(an_event(weeks_ago, minutes), half_life=half_life)
    earlier = past(an_event(weeks_ago + half_life, minutes), half_life=half_life)
    assert earlier == pytest.approx(now / 2)


@given(half_lives, st.lists(st.integers(1, 60), max_size=8))
def test_past_events_add_up_to_the_sum_of_their_parts(half_life: int, ages: list[int]):
    events = [an_event(age) for age in ages]
    parts = sum(past(event, half_life=half_life) for event in events)
    assert past(*events, half_life=half_life) == pytest.approx(parts)


def test_past_events_stand_where_the_same_weeks_of_dose_would():
    by_week = [3000, 0, 1000]  # three, two and one week ago
    events = [an_event(3, 180), an_event(1, 60)]
    assert past(*events) == pytest.approx(weekly_equivalents(by_week, 4)[-1])


def test_each_worker_has_their_own_past():
    events = (an_event(1, 60), an_event(1, 120, worker="w2"))
    found = past_equivalents(events, TODAY, 4, shipped_weights())
    assert found["w2"] == pytest.approx(2 * found["w1"])
    assert past_equivalents((), TODAY, 4, shipped_weights()) == {}
