"""Is alpha the published one, and for pairs Kendall's coefficient of agreement?"""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.calibrate.agreement import alpha

# Krippendorff 2011, Computing Krippendorff's alpha-reliability, section D: four observers, twelve units,
# missing data. The paper gives .743 for nominal and .815 for ordinal data.
X = np.nan
OBSERVERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, X, X, X],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, X, 3],
        [X, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, X],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, X],
    ]
)


def counted(table: np.ndarray) -> np.ndarray:
    values = np.unique(table[~np.isnan(table)])
    return np.array([[float((unit == value).sum()) for value in values] for unit in table.T])


def test_alpha_is_the_published_one_for_names_and_for_ranks():
    given_values = counted(OBSERVERS)
    assert alpha(given_values, ranks=False) == pytest.approx(0.743, abs=0.0005)
    assert alpha(given_values, ranks=True) == pytest.approx(0.815, abs=0.0005)


def test_two_observers_of_ten_units_agree_by_little_as_published():
    # The same paper, section A: binary data, two observers, alpha = .095
    a = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    b = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert alpha(counted(np.array([a, b], float)), ranks=False) == pytest.approx(0.095, abs=0.0005)


def test_full_agreement_is_one_and_no_difference_at_all_is_unknown():
    same = np.array([[3.0, 0.0], [0.0, 3.0]])
    assert alpha(same, ranks=False) == alpha(same, ranks=True) == 1
    assert alpha(np.array([[3.0], [2.0]]), ranks=False) is None


pairs = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=12).filter(
    lambda units: all(sum(unit) >= 2 for unit in units)
)


@given(pairs)
def test_alpha_of_pairs_does_not_hang_on_which_was_named_first(units):
    table = np.array(units, float)
    turned = table.copy()
    turned[::2] = turned[::2, ::-1]
    both = [alpha(each, ranks=False, either_way=True) for each in (table, turned)]
    assert both[0] == pytest.approx(both[1])


@given(st.integers(2, 6), st.integers(2, 7), st.integers(0, 999))
def test_alpha_of_complete_pairs_is_kendalls_u_but_for_its_size(raters, vignettes, seed):
    each = list(combinations(range(vignettes), 2))
    stream = np.random.default_rng(seed)
    wins = stream.integers(0, raters + 1, len(each))
    agreeing = sum(w * (w - 1) / 2 + (raters - w) * (raters - w - 1) / 2 for w in wins)
    u = 2 * agreeing / (len(each) * raters * (raters - 1) / 2) - 1
    n = 2 * raters * len(each)
    expected = 1 - (1 - u) * (n - 1) / n
    found = alpha(np.column_stack([wins, raters - wins]).astype(float), ranks=False, either_way=True)
    assert found == pytest.approx(expected)
