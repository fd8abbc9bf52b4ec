"""Do intervals hold the truth as often as they promise, over many made-up surveys?"""

import numpy as np
import pytest
from scipy import stats

from planner.domain import Setting
from planner.risk.card import sts_card
from planner.risk.regression.hierarchy import Coding, fit_survey
from planner.risk.survey.made_up import made_up
from tests.risk.regression.test_hierarchy import answers

CARD = sts_card()
SURVEYS, ANSWERS = 500, 583


def likely(count: int, of: int, share: float) -> bool:
    """Tell whether chance would show a count so far out in one of a thousand times or more."""
    meant = stats.binom(of, share)
    return bool(meant.ppf(0.0005) <= count <= meant.ppf(0.9995))


@pytest.mark.ci
def test_95_percent_intervals_hold_the_card_in_95_percent_of_500_surveys():
    sd = CARD.population[Setting.CHILD_WELFARE].sd
    held = dict.fromkeys(CARD.term, 0)
    for seed in range(SURVEYS):
        survey = answers(made_up(CARD, Setting.CHILD_WELFARE, ANSWERS, seed))
        for term in fit_survey(survey, CARD, Coding.AS_CARD).terms:
            held[term.term] += term.low <= sd * CARD.term[term.term].estimate <= term.high
    assert {name: count for name, count in held.items() if not likely(count, SURVEYS, 0.95)} == {}
    assert likely(sum(held.values()), SURVEYS * len(held), 0.95)


@pytest.mark.ci
def test_where_the_outcome_does_not_follow_the_predictors_5_percent_of_p_are_below_5_percent():
    rng = np.random.default_rng(11)
    below = []
    for seed in range(300):
        table = made_up(CARD, Setting.CHILD_WELFARE, 200, seed)
        table["sts"] = rng.permutation(table["sts"])
        below += [term.p < 0.05 for term in fit_survey(answers(table), CARD).terms]
    assert likely(sum(below), len(below), 0.05)
