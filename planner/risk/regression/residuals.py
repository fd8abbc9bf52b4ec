"""Do residuals bear what is told of a fit: are they normal, evenly spread, and is no answer alone?"""

import numpy as np
from scipy import stats

from planner.risk.regression.answer import ResidualCheck
from planner.risk.regression.ols import Floats, Ols, ols
from planner.risk.survey.rules import rule


def residual_checks(fit: Ols, x: Floats) -> tuple[ResidualCheck, ...]:
    """Return the checks of a fit on the columns of x, shape (n, k), n of 20 or more."""
    return (_normal(fit), _even(fit, x), _alone(fit))


def _normal(fit: Ols) -> ResidualCheck:
    """D'Agostino and Pearson's K2 of skewness and kurtosis, chi-squared with 2 degrees of freedom."""
    found = stats.normaltest(fit.residuals)
    return _tested(
        "Normality (D'Agostino-Pearson K2)",
        float(found.statistic),
        float(found.pvalue),
        "Nothing says that residuals are not normal.",
        "Residuals are not normal. With this many answers intervals of coefficients hold nearly; a range"
        " for one person would not.",
    )


def _even(fit: Ols, x: Floats) -> ResidualCheck:
    """Breusch and Pagan's test as Koenker studentised it: n R2 of squared residuals on predictors."""
    statistic = len(fit.residuals) * ols(x, fit.residuals**2).r2
    return _tested(
        "Even spread (Breusch-Pagan, studentised)",
        statistic,
        float(stats.chi2.sf(statistic, x.shape[1])),
        "Nothing says that people with other values spread more or less.",
        "People with some values spread more than others; intervals may be too narrow or too wide.",
    )


def _alone(fit: Ols) -> ResidualCheck:
    """Cook's distance: how far all fitted values move, in their own spread, without one answer."""
    mean_square = fit.rss / fit.df
    moved = fit.residuals**2 * fit.leverage / (len(fit.b) * mean_square * (1 - fit.leverage) ** 2)
    largest, much = float(np.max(moved)), rule("much_influence")
    fine = largest < much
    says = (
        "No single answer moves the result much."
        if fine
        else (f"{int((moved >= much).sum())} answers each move the whole result; is there a slip?")
    )
    return ResidualCheck(
        test="Influence (largest Cook's distance)", statistic=largest, p=None, fine=fine, says=says
    )


def _tested(test: str, statistic: float, p: float, well: str, ill: str) -> ResidualCheck:
    fine = 1000 * p >= rule("error_level")
    return ResidualCheck(test=test, statistic=statistic, p=p, fine=fine, says=well if fine else ill)
