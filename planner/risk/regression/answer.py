"""What a hierarchical regression answers, number by number."""

from pydantic import BaseModel, ConfigDict


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Block(_Part):
    """One level entered: R2 of the model so far, what the level added, and its F test."""

    name: str
    r2: float
    delta_r2: float
    f: float
    p: float


class FittedTerm(_Part):
    """One predictor in the full model: raw b with 95 % interval, standardised beta, p, and VIF."""

    term: str
    b: float
    se: float
    beta: float
    low: float
    high: float
    p: float
    vif: float


class Intercept(_Part):
    """The predicted outcome where every predictor is 0."""

    b: float
    se: float
    low: float
    high: float
    p: float


class ResidualCheck(_Part):
    """One look at the residuals: the test, its statistic and p, and what it says in words."""

    test: str
    statistic: float
    p: float | None
    fine: bool
    says: str


class Missing(_Part):
    """How many rows were left out for an empty cell, and the empty cells of each used column."""

    rows_left_out: int
    empty_cells: dict[str, int]


class Fit(_Part):
    """The whole answer; `coding` is how predictors were entered."""

    n: int
    blocks: tuple[Block, ...]
    terms: tuple[FittedTerm, ...]
    intercept: Intercept
    r2: float
    residual_sd: float
    coding: str
    least_answers: int
    left_out: dict[str, str]
    missing: Missing
    residual_checks: tuple[ResidualCheck, ...]
