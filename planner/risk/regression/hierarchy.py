"""What each level of the study's framework adds to explaining STS: regression block by block."""

from collections.abc import Iterator
from enum import StrEnum

import numpy as np
from scipy import stats

from planner.intake.faults import refuse
from planner.risk.card import Card
from planner.risk.entries import LEVELS
from planner.risk.regression.answer import Block, Fit, FittedTerm, Intercept, Missing
from planner.risk.regression.ols import Floats, Ols, inflation, ols
from planner.risk.regression.residuals import residual_checks
from planner.risk.survey.coding import z_of
from planner.risk.survey.columns import OUTCOME, Column, survey_columns
from planner.risk.survey.reading import Answers
from planner.risk.survey.rules import fewest_answers
from planner.risk.survey.usable import Usable, refuse_too_few, usable

CONFIDENCE = 0.95
_EXACT = 1e-10  # of the outcome's variance


class Coding(StrEnum):
    """How a predictor is entered: in the unit asked, or standardised as the card does."""

    AS_ASKED = "as-asked"
    AS_CARD = "as-card"


def fit_survey(answers: Answers, card: Card, coding: Coding = Coding.AS_ASKED) -> Fit:
    """Return the hierarchical regression of `sts` on the survey's predictors.

    Blocks enter in the order individual, relationships, work, organisation, macrosystem, all on the
    same complete answers. For each block

        F = ((RSS before - RSS after) / terms added) / (RSS after / (n - k after - 1))

    Raises
    ------
    BadInput
        There are fewer complete answers than the predictors can bear, or one is a mix of the others.
    """
    columns = [c for c in survey_columns(card).values() if c.name != OUTCOME]
    found = usable(answers, columns)
    least = fewest_answers(len(found.columns))
    refuse_too_few(found, least, f"for {len(found.columns)} predictors (10 each, and 50 + 8 each)")
    x = found.x if coding is Coding.AS_ASKED else coded(found.columns, found.x)
    factors = inflation(x)
    _refuse_mixes(found, factors)
    full = ols(x, found.y)
    if full.rss < _EXACT * full.tss:
        raise refuse(found.file, "the predictors give sts exactly, which no answers of people do.")
    return Fit(
        n=found.n,
        blocks=tuple(_blocks(found.columns, x, found.y)),
        terms=tuple(_terms(found.columns, x, found.y, full, factors)),
        intercept=_intercept(full),
        r2=full.r2,
        residual_sd=float(np.sqrt(full.rss / full.df)),
        coding=coding,
        least_answers=least,
        left_out=found.left_out,
        missing=Missing(rows_left_out=found.incomplete, empty_cells=found.missing),
        residual_checks=residual_checks(full, x),
    )


def coded(columns: tuple[Column, ...], x: Floats) -> Floats:
    """Return answers standardised as the card does, shape as x; a column without a term stays."""
    return np.column_stack(
        [
            values if column.term is None else z_of(column.term, values)
            for column, values in zip(columns, x.T, strict=True)
        ]
    )


def _refuse_mixes(found: Usable, factors: Floats) -> None:
    mixes = [c.name for c, vif in zip(found.columns, factors, strict=True) if np.isinf(vif)]
    if mixes:
        names = ", ".join(mixes)
        problem = f"each of {names} is an exact mix of other columns, so they cannot be told apart."
        raise refuse(found.file, problem, allowed="leave one of them out")


def _blocks(columns: tuple[Column, ...], x: Floats, y: Floats) -> Iterator[Block]:
    entered, before_rss, before_r2 = 0, float(((y - y.mean()) ** 2).sum()), 0.0
    for level in LEVELS:
        added = sum(column.level == level for column in columns)
        if not added:
            continue
        entered += added
        now = ols(x[:, :entered], y)
        f = (before_rss - now.rss) / added / (now.rss / now.df)
        p = float(stats.f.sf(f, added, now.df))
        yield Block(name=level, r2=now.r2, delta_r2=now.r2 - before_r2, f=f, p=p)
        before_rss, before_r2 = now.rss, now.r2


def _terms(
    columns: tuple[Column, ...], x: Floats, y: Floats, full: Ols, factors: Floats
) -> Iterator[FittedTerm]:
    scales = x.std(axis=0, ddof=1) / y.std(ddof=1)
    for place, column in enumerate(columns):
        told = _told(full, place + 1)
        beta, vif = float(full.b[place + 1] * scales[place]), float(factors[place])
        yield FittedTerm(term=column.name, beta=beta, vif=vif, **told)


def _intercept(full: Ols) -> Intercept:
    return Intercept(**_told(full, 0))


def _told(full: Ols, place: int) -> dict[str, float]:
    """Return b with its standard error, Student's interval and two-sided p."""
    b, se = float(full.b[place]), float(full.se[place])
    half = float(stats.t.ppf((1 + CONFIDENCE) / 2, full.df)) * se
    p = float(2 * stats.t.sf(abs(b / se), full.df))
    return {"b": b, "se": se, "low": b - half, "high": b + half, "p": p}
