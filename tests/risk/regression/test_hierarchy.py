"""Is the regression the one another library computes, and does it say what it must?"""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.diagnostic import het_breuschpagan
from statsmodels.stats.outliers_influence import OLSInfluence, variance_inflation_factor

from planner.domain import Setting
from planner.errors import BadInput
from planner.risk.card import sts_card
from planner.risk.entries import LEVELS
from planner.risk.regression.hierarchy import Coding, fit_survey
from planner.risk.regression.ols import inflation, ols
from planner.risk.survey.made_up import made_up
from planner.risk.survey.reading import Answers

CARD = sts_card()
EXACT = 1e-8


def answers(table: dict[str, np.ndarray]) -> Answers:
    rows = tuple(zip(*(column.tolist() for column in table.values()), strict=True))
    return Answers("survey.csv", tuple(table), tuple(range(2, len(rows) + 2)), rows)


def a_survey(seed: int = 1, n: int = 583) -> dict[str, np.ndarray]:
    return made_up(CARD, Setting.CHILD_WELFARE, n, seed)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_number_of_the_full_model_is_statsmodels_own(seed: int):
    table = a_survey(seed)
    fit = fit_survey(answers(table), CARD)
    names = [term.term for term in fit.terms]
    x = sm.add_constant(np.column_stack([table[name] for name in names]).astype(float))
    theirs = sm.OLS(table["sts"].astype(float), x).fit()
    low, high = theirs.conf_int().T
    scale = x.std(axis=0, ddof=1) / table["sts"].std(ddof=1)
    for place, term in enumerate(fit.terms, start=1):
        expected = {
            "b": theirs.params[place],
            "se": theirs.bse[place],
            "beta": theirs.params[place] * scale[place],
            "low": low[place],
            "high": high[place],
            "p": theirs.pvalues[place],
            "vif": variance_inflation_factor(x, place),
        }
        assert term.model_dump(exclude={"term"}) == pytest.approx(expected, rel=EXACT, abs=EXACT)
    assert fit.intercept.b == pytest.approx(theirs.params[0], rel=EXACT)
    assert fit.r2 == pytest.approx(theirs.rsquared, rel=EXACT)
    assert fit.residual_sd == pytest.approx(theirs.mse_resid**0.5, rel=EXACT)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_block_is_statsmodels_comparison_of_two_models(seed: int):
    table = a_survey(seed)
    fit = fit_survey(answers(table), CARD)
    y = table["sts"].astype(float)
    before, entered = sm.OLS(y, np.ones(len(y))).fit(), []
    assert [block.name for block in fit.blocks] == list(LEVELS)
    for block in fit.blocks:
        entered += [t.term for t in fit.terms if CARD.term[t.term].level == block.name]
        now = sm.OLS(y, sm.add_constant(np.column_stack([table[n] for n in entered]))).fit()
        f, p, _ = now.compare_f_test(before)
        expected = [now.rsquared, now.rsquared - before.rsquared, f, p]
        assert [block.r2, block.delta_r2, block.f, block.p] == pytest.approx(
            expected, rel=EXACT, abs=EXACT
        )
        before = now


def test_the_residual_checks_are_statsmodels_own():
    table = a_survey(4)
    fit = fit_survey(answers(table), CARD)
    x = sm.add_constant(np.column_stack([table[t.term] for t in fit.terms]).astype(float))
    theirs = sm.OLS(table["sts"].astype(float), x).fit()
    normal, even, alone = fit.residual_checks
    assert [normal.statistic, normal.p] == pytest.approx(
        sm.stats.stattools.omni_normtest(theirs.resid), rel=EXACT
    )
    assert [even.statistic, even.p] == pytest.approx(het_breuschpagan(theirs.resid, x)[:2], rel=EXACT)
    assert alone.statistic == pytest.approx(OLSInfluence(theirs).cooks_distance[0].max(), rel=EXACT)


@settings(max_examples=30)
@given(st.integers(0, 2**32), st.integers(1, 4), st.integers(10, 60))
def test_least_squares_is_statsmodels_own_whatever_the_columns(seed: int, k: int, n: int):
    rng = np.random.default_rng(seed)
    x, y = rng.normal(3, 20, (n, k)), rng.normal(0, 5, n)
    fit, theirs = ols(x, y), sm.OLS(y, sm.add_constant(x)).fit()
    assert fit.b == pytest.approx(theirs.params, rel=1e-7, abs=1e-9)
    assert fit.se == pytest.approx(theirs.bse, rel=1e-7)
    assert fit.leverage == pytest.approx(theirs.get_influence().hat_matrix_diag, rel=1e-7)


def test_coded_as_the_card_does_coefficients_are_points_for_one_sd():
    fit = fit_survey(answers(a_survey(n=8_000)), CARD, Coding.AS_CARD)
    sd = CARD.population[Setting.CHILD_WELFARE].sd
    for term in fit.terms:
        assert term.b == pytest.approx(sd * CARD.term[term.term].estimate, abs=4 * term.se), term.term


def test_a_column_of_one_state_is_left_out_and_its_block_with_it():
    table = a_survey() | {"state_policy": np.full(583, 70)}
    fit = fit_survey(answers(table), CARD)
    assert fit.left_out == {"state_policy": "it is 70 for everybody"}
    assert [block.name for block in fit.blocks] == list(LEVELS[:-1])


def test_too_few_answers_are_refused_with_the_rule():
    with pytest.raises(BadInput, match="121 complete answers, and 122 are needed for 9 predictors"):
        fit_survey(answers(a_survey(n=121)), CARD)
    assert fit_survey(answers(a_survey(n=122)), CARD).n == 122


def test_an_exact_mix_of_other_columns_is_refused_by_name():
    table = a_survey()
    table["direct_dose"] = 100 - table["indirect_dose"]
    with pytest.raises(BadInput, match="indirect_dose, direct_dose is an exact mix"):
        fit_survey(answers(table), CARD)


def test_answers_that_the_predictors_give_exactly_are_refused():
    table = a_survey()
    table["sts"] = 17 + (table["indirect_dose"] + table["direct_dose"]) / 4
    with pytest.raises(BadInput, match="no answers of people do"):
        fit_survey(answers(table), CARD)


def test_columns_that_nearly_mix_have_a_high_inflation():
    rng = np.random.default_rng(2)
    one = rng.normal(0, 1, 200)
    x = np.column_stack([one, one + rng.normal(0, 0.1, 200), rng.normal(0, 1, 200)])
    assert (inflation(x)[:2] > 50).all()
    assert inflation(x)[2] == pytest.approx(1, abs=0.1)


def test_residuals_that_are_not_normal_or_not_even_are_said_in_words():
    rng, table = np.random.default_rng(6), a_survey()
    skewed = 20 + rng.exponential(1, 583) * (1 + table["indirect_dose"] / 20)
    table["sts"] = np.clip(np.rint(skewed), 17, 85)
    normal, even, _ = fit_survey(answers(table), CARD).residual_checks
    assert not normal.fine
    assert "not normal" in normal.says
    assert not even.fine
    assert "spread more than others" in even.says


def test_one_answer_that_moves_everything_is_said():
    rng = np.random.default_rng(3)
    table = {"experience": rng.integers(2, 5, 70), "sts": rng.integers(38, 46, 70)}
    table["experience"][0], table["sts"][0] = 60, 72
    alone = fit_survey(answers(table), CARD).residual_checks[2]
    assert not alone.fine
    assert "1 answers each move" in alone.says


def test_another_setting_can_be_a_column_of_the_survey():
    table = a_survey()
    table["child_welfare"] = np.arange(583) % 2
    fit = fit_survey(answers(table), CARD)
    assert "child_welfare" in [term.term for term in fit.terms]
