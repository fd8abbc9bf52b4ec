"""Are strengths those of published and of independent fits, also where the likelihood alone has none?"""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from planner.calibrate.bradley_terry import one_sided, pieces, strengths

TEAMS = ("Milwaukee", "Detroit", "Toronto", "New York", "Boston", "Cleveland", "Baltimore")
# Wins of the row over the column, American League East 1987: Agresti, Categorical Data Analysis,
# 2nd edition 2002, table 10.10; his fit is in table 10.11 as differences to Baltimore.
WINS = np.array(
    [
        [0, 7, 9, 7, 7, 9, 11],
        [6, 0, 7, 5, 11, 9, 9],
        [4, 6, 0, 7, 7, 8, 12],
        [6, 8, 6, 0, 6, 7, 10],
        [6, 2, 6, 7, 0, 7, 12],
        [4, 4, 5, 6, 6, 0, 6],
        [2, 4, 1, 3, 1, 7, 0],
    ]
)
AGRESTI = [1.58, 1.44, 1.29, 1.25, 1.11, 0.68, 0.0]


def by_maximum(wins: np.ndarray, *, firth: bool) -> np.ndarray:
    """Return strengths by a general search of the (penalised) likelihood, written apart."""
    count = len(wins)

    def loss(free: np.ndarray) -> float:
        s = np.concatenate([[0.0], free])
        value, information = 0.0, np.zeros((count, count))
        for i in range(count):
            for j in range(i):
                p = 1 / (1 + np.exp(s[j] - s[i]))
                value += wins[i, j] * np.log(p) + wins[j, i] * np.log(1 - p)
                step = np.zeros(count)
                step[i], step[j] = 1, -1
                information += (wins[i, j] + wins[j, i]) * p * (1 - p) * np.outer(step, step)
        if firth:
            value += 0.5 * np.linalg.slogdet(information[1:, 1:])[1]
        return -float(value)

    found = minimize(loss, np.zeros(count - 1), method="BFGS", options={"gtol": 1e-9})
    s = np.concatenate([[0.0], found.x])
    return np.asarray(s - s.mean())


def test_with_many_games_the_strengths_are_those_agresti_published():
    found = strengths(WINS * 10_000)
    assert np.round(found - found[-1], 2) == pytest.approx(AGRESTI, abs=0.011)


def test_with_many_games_the_strengths_are_those_of_a_logistic_regression():
    rows, won, lost = [], [], []
    for i in range(len(WINS)):
        for j in range(i):
            row = np.zeros(len(WINS))
            row[i], row[j] = 1, -1
            rows.append(row[1:])
            won.append(WINS[i, j] * 100_000)
            lost.append(WINS[j, i] * 100_000)
    fit = sm.GLM(np.column_stack([won, lost]), np.array(rows), family=sm.families.Binomial()).fit()
    s = np.concatenate([[0.0], fit.params])
    assert strengths(WINS * 100_000) == pytest.approx(s - s.mean(), abs=1e-5)


def test_with_few_games_they_are_the_penalised_maximum_and_a_little_nearer_to_each_other():
    found = strengths(WINS)
    assert found == pytest.approx(by_maximum(WINS, firth=True), abs=1e-5)
    assert np.ptp(found) < np.ptp(by_maximum(WINS, firth=False))


wins = st.lists(st.integers(0, 6), min_size=20, max_size=20)


@settings(max_examples=60, deadline=None)
@given(wins)
def test_any_linked_comparisons_have_strengths_that_no_search_betters(cells):
    table = np.zeros((5, 5), dtype=np.int64)
    table[~np.eye(5, dtype=bool)] = cells
    if len(pieces(table)) > 1:
        return
    found = strengths(table)
    assert np.isfinite(found).all()
    assert found.sum() == pytest.approx(0)
    assert found == pytest.approx(by_maximum(table, firth=True), abs=2e-3)


def test_a_vignette_that_always_is_found_heavier_has_a_finite_strength_and_is_named():
    table = np.array([[0, 9, 9], [0, 0, 5], [0, 4, 0]])
    assert one_sided(table) == [0]
    found = strengths(table)
    assert np.isfinite(found).all()
    assert found[0] > found[1] > found[2]


def test_who_wins_more_is_stronger_and_turning_all_round_turns_the_strengths():
    found = strengths(WINS)
    assert (np.diff(found) < 0).all()
    assert strengths(WINS.T) == pytest.approx(-found)


def test_comparisons_that_nothing_links_are_in_pieces():
    table = np.zeros((5, 5), dtype=np.int64)
    table[0, 1] = table[2, 1] = table[3, 4] = 1
    assert pieces(table) == [[0, 1, 2], [3, 4]]
    table[4, 0] = 1
    assert pieces(table) == [[0, 1, 2, 3, 4]]
