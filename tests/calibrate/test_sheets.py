"""Are sheets balanced, linked, and the same for the same seed?"""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.calibrate.bradley_terry import pieces
from planner.calibrate.sheets import pair_sheets, rater_codes, rating_sheets, rounds_of
from planner.domain.noun import opaque
from planner.errors import BadValue


def names(count: int) -> list[str]:
    return [f"v-{place}" for place in range(count)]


@given(st.integers(2, 20))
def test_in_the_rounds_everybody_meets_everybody_once(count: int):
    known = rounds_of(names(count))
    pairs = [frozenset(pair) for each in known for pair in each]
    assert len(pairs) == len(set(pairs)) == count * (count - 1) // 2
    for each in known:
        met = [one for pair in each for one in pair]
        assert len(met) == len(set(met)) >= count - 1


@given(st.integers(4, 16), st.integers(1, 30), st.integers(2, 3), st.integers(0, 99))
def test_no_pair_is_used_more_than_once_oftener_than_another(count, raters, rounds, seed):
    rows = pair_sheets(names(count), raters, rounds, seed)
    used = Counter(frozenset(row[1:3]) for row in rows)
    every = count * (count - 1) // 2
    spread = [*used.values(), *[0] * (every - len(used))]
    assert max(spread) - min(spread) <= 1
    for rater in rater_codes(raters):
        mine = [frozenset(row[1:3]) for row in rows if row[0] == rater]
        assert len(mine) == len(set(mine))


@given(st.integers(4, 16), st.integers(0, 99))
def test_enough_sheets_link_all_vignettes(count, seed):
    rows = pair_sheets(names(count), count, 2, seed)
    wins = np.zeros((count, count), dtype=np.int64)
    for _, a, b, _ in rows:
        wins[int(a[2:]), int(b[2:])] += 1
    assert len(pieces(wins)) == 1


def test_each_of_a_pair_is_named_first_about_as_often():
    rows = pair_sheets(names(15), 30, 4, 3)
    first = Counter((min(a, b), max(a, b), a < b) for _, a, b, _ in rows)
    for a, b, _ in first:
        assert abs(first[a, b, True] - first[a, b, False]) <= 1


def test_the_same_seed_makes_the_same_sheets_and_another_seed_others():
    assert pair_sheets(names(15), 5, 4, 1) == pair_sheets(names(15), 5, 4, 1)
    assert pair_sheets(names(15), 5, 4, 1) != pair_sheets(names(15), 5, 4, 2)
    assert rating_sheets(names(15), 5, 1) != rating_sheets(names(15), 5, 2)


def test_every_rater_rates_every_vignette_once():
    rows = rating_sheets(names(7), 3, 1)
    assert len(rows) == 21
    assert {row[:2] for row in rows} == {(r, v) for r in rater_codes(3) for v in names(7)}


def test_codes_of_raters_are_opaque():
    assert {opaque(code) for code in rater_codes(120)} == set(rater_codes(120))


@pytest.mark.parametrize("rounds", [1, 16])
def test_sheets_that_cannot_be_are_refused(rounds):
    with pytest.raises(BadValue, match="2 to 15 rounds"):
        pair_sheets(names(15), 3, rounds, 1)
