"""Are the weights made-up raters judge by recovered, inside their intervals as often as they say?"""

from datetime import date

import numpy as np
import pytest

from planner.calibrate.calibration import Asked, Calibration, calibrate
from planner.domain import alternatives
from tests.calibrate.judged import judgements, pair_rows, rating_rows

TRIALS, DRAWS = 100, 200
NOMINAL, SLACK = 0.95, 0.06  # 2.75 standard errors of a share of .95 in 100 trials


def found(rows, tmp_path) -> Calibration:
    return calibrate(judgements(rows, tmp_path), Asked(date(2026, 6, 1), seed=5, draws=DRAWS))


@pytest.mark.parametrize("name", ["linear", "steep"])
@pytest.mark.parametrize("rows", [pair_rows, rating_rows], ids=["pairs", "ratings"])
def test_many_raters_are_near_the_weights_they_judge_by(rows, name, tmp_path):
    truth = np.array(alternatives()[name].by_tier) / 1000
    answer = found(rows(200, 3, name), tmp_path)
    assert np.log(answer.weight) == pytest.approx(np.log(truth), abs=0.2)


@pytest.mark.ci
@pytest.mark.parametrize(
    ("rows", "raters", "name"),
    [
        (pair_rows, 10, "linear"),
        (pair_rows, 20, "steep"),
        (rating_rows, 10, "steep"),
        (rating_rows, 20, "linear"),
    ],
    ids=["pairs-10-linear", "pairs-20-steep", "ratings-10-steep", "ratings-20-linear"],
)
def test_intervals_hold_the_weights_as_often_as_they_say(rows, raters, name, tmp_path):
    truth = np.array(alternatives()[name].by_tier) / 1000
    holds = np.zeros(5)
    for seed in range(TRIALS):
        answer = found(rows(raters, seed, name), tmp_path)
        holds += (np.array(answer.low) <= truth) & (truth <= np.array(answer.high))
    share = holds[1:] / TRIALS
    assert (share >= NOMINAL - SLACK).all(), share
    assert share.mean() <= 0.995, share
