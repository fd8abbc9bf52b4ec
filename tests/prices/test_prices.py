"""Are prices whole, never below 0, the same by the same seed, and high where room is scarce?"""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.prices import made
from planner.prices.linear import duals, layout
from planner.prices.prices import drawn
from tests.prices.outlooks import NUMBERS, an_outlook

FEW = replace(NUMBERS, horizon_weeks=8, futures=2)


def crowded(seed: int, share: float = 1.0):
    """Return an outlook by chance with more to come than there is room for."""
    rng = np.random.default_rng(seed)
    weeks = FEW.weeks
    return an_outlook(
        workers=3,
        kinds=4,
        numbers=FEW,
        room_minutes=rng.integers(0, 300, (3, weeks)),
        room_dose=rng.integers(0, 3_000, (3, weeks)),
        minutes=rng.integers(0, 90, (4, weeks)),
        dose=rng.integers(0, 900, (4, weeks)),
        may=rng.random((4, 3)) < 0.7,
        missed=rng.integers(0, 2_000_000, (4, 3)),
        worth=rng.integers(1, 17, 4) * 10_000_000,
        expected=rng.random((4, weeks)) * share,
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_prices_are_whole_numbers_and_never_below_nothing(seed: int):
    prices = made(crowded(seed), FEW, seed)
    for each in (prices.minutes, prices.dose):
        assert each.dtype == np.int64
        assert (each >= 0).all()


def test_the_same_seed_gives_the_same_prices_and_another_seed_others():
    one, same, other = (made(crowded(3), FEW, seed) for seed in (5, 5, 6))
    assert (one.minutes == same.minutes).all()
    assert (one.dose == same.dose).all()
    assert (one.minutes != other.minutes).any() or (one.dose != other.dose).any()


def test_where_nothing_waits_and_nothing_is_expected_room_is_worth_nothing():
    prices = made(an_outlook(), NUMBERS, 1)
    assert not prices.minutes.any()
    assert not prices.dose.any()


def test_what_there_is_enough_of_is_worth_nothing():
    outlook = an_outlook(known=np.array([2]))  # two cases of an hour, six hours of room
    assert not made(outlook, NUMBERS, 1).minutes.any()


def test_an_hour_is_worth_what_the_case_it_has_no_room_for_is_worth():
    known = np.array([9])  # three hours for nine cases of an hour, all one worker's
    prices = made(an_outlook(workers=1, known=known), NUMBERS, 1)
    assert abs(int(prices.minutes[0].sum()) * 60 - 10_000_000) < 60 * NUMBERS.weeks


def test_the_room_of_whoever_alone_can_take_a_scarce_kind_is_worth_more():
    may = np.array([[True, True], [True, False]])
    outlook = an_outlook(kinds=2, may=may, known=np.array([2, 5]))
    prices = made(outlook, NUMBERS, 1)
    assert prices.minutes[0].sum() > prices.minutes[1].sum()


def test_a_room_row_is_worth_what_more_room_brings():
    outlook, cases = crowded(8), drawn(crowded(8), FEW.weeks_a_bucket, 1, 0)
    plan = layout(outlook, FEW.weeks_a_bucket)
    value = duals(plan, cases)
    assert value.shape == (2, 3, FEW.buckets)
    wide = replace(plan, room=plan.room * 1e6)
    assert not duals(wide, cases).any()


def test_new_prices_keep_a_part_of_the_last():
    outlook = an_outlook(workers=1, known=np.array([9]))
    first = made(outlook, NUMBERS, 1)
    none = an_outlook(workers=1)
    kept = made(none, NUMBERS, 1, first)
    assert (kept.minutes == first.minutes * NUMBERS.kept // 1000).all()


def test_prices_seen_later_are_those_of_the_later_weeks():
    first = made(crowded(3), FEW, 5)
    later = first.later(2)
    assert (later.minutes[:, :-2] == first.minutes[:, 2:]).all()
    assert (later.minutes[:, -2:] == first.minutes[:, -1:]).all()


def test_futures_hold_what_waits_and_on_average_what_is_expected():
    outlook = an_outlook(expected=np.full((1, NUMBERS.weeks), 2.0), known=np.array([3]))
    many = [drawn(outlook, NUMBERS.weeks_a_bucket, 1, future) for future in range(200)]
    assert min(int(one[0, 0]) for one in many) >= 3
    mean = np.mean([one.sum() for one in many])
    assert abs(mean - (3 + 2 * NUMBERS.weeks)) < 2
