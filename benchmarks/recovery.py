"""Do made-up surveys give back what they were made from? Coverage of intervals over many surveys."""

import sys
from math import sqrt

import numpy as np
import statsmodels.api as sm

from planner.domain import Setting
from planner.risk.card import Card, sts_card
from planner.risk.regression.answer import Fit
from planner.risk.regression.hierarchy import Coding, fit_survey
from planner.risk.survey.made_up import Ints, made_up
from planner.risk.survey.reading import Answers

SURVEYS, ANSWERS = 500, 583
PROMISED = 0.95
SETTING = Setting.CHILD_WELFARE


def answers_of(table: dict[str, Ints]) -> Answers:
    """Return made-up answers as a file of them would be read."""
    cells = tuple(zip(*(column.tolist() for column in table.values()), strict=True))
    return Answers("made up", tuple(table), tuple(range(2, len(cells) + 2)), cells)


def coverage(card: Card, surveys: int, answers: int) -> dict[str, float]:
    """Return the share of surveys whose 95 % interval holds the true coefficient, by term.

    Predictors are entered as the card codes them, so the truth is estimate x SD of the setting.
    """
    truth = {name: card.population[SETTING].sd * term.estimate for name, term in card.term.items()}
    held = dict.fromkeys(truth, 0)
    for seed in range(surveys):
        fit = fit_survey(answers_of(made_up(card, SETTING, answers, seed)), card, Coding.AS_CARD)
        for term in fit.terms:
            held[term.term] += term.low <= truth[term.term] <= term.high
    return {name: count / surveys for name, count in held.items()}


def off_from_statsmodels(seed: int) -> float:
    """Return the largest relative difference of b, SE, p and interval from statsmodels on one survey."""
    table = made_up(sts_card(), SETTING, ANSWERS, seed)
    fit = fit_survey(answers_of(table), sts_card())
    x = sm.add_constant(np.column_stack([table[term.term] for term in fit.terms]).astype(float))
    theirs = sm.OLS(table["sts"].astype(float), x).fit()
    pairs = zip(
        _ours(fit),
        np.column_stack([theirs.params, theirs.bse, theirs.pvalues, theirs.conf_int()])[1:],
        strict=True,
    )
    return max(float(np.max(np.abs(one / other - 1))) for one, other in pairs)


def _ours(fit: Fit) -> np.ndarray:
    return np.array([[t.b, t.se, t.p, t.low, t.high] for t in fit.terms])


def main() -> None:
    """Print coverage by term, and how near statsmodels is."""
    surveys = int(sys.argv[1]) if len(sys.argv) > 1 else SURVEYS
    print(
        f"{surveys} made-up surveys of {ANSWERS} answers, {SETTING}: 95 % intervals that hold the truth"
    )
    found = coverage(sts_card(), surveys, ANSWERS)
    for name, share in found.items():
        print(f"{name:26} {share:6.1%}")
    error = 1.96 * sqrt(PROMISED * (1 - PROMISED) / surveys)
    low, high = PROMISED - error, PROMISED + error
    print(f"by chance a true 95 % would show {low:.1%} to {high:.1%}, one term in twenty outside")
    print(f"all terms together         {np.mean(list(found.values())):6.1%}")
    print(
        f"largest relative difference from statsmodels: {max(map(off_from_statsmodels, range(5))):.1e}"
    )


if __name__ == "__main__":
    main()
