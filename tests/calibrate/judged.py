"""Sheets filled in by made-up raters, and files of judgements, for tests."""

from collections.abc import Sequence
from pathlib import Path

from planner.calibrate.judgements import Judgements
from planner.calibrate.made_up import filled_in
from planner.calibrate.reading import read_judgements
from planner.calibrate.sheets import Row, as_csv, pair_sheets, rating_sheets
from planner.calibrate.vignettes import shipped_vignettes
from planner.domain import Weights, alternatives

TIER_OF = shipped_vignettes().tier_of
IDS = tuple(TIER_OF)


def pair_rows(raters: int = 16, seed: int = 1, weights: str = "linear", rounds: int = 4) -> list[Row]:
    sheets = pair_sheets(IDS, raters, rounds, seed)
    return filled_in(sheets, TIER_OF, alternatives()[weights], seed)


def rating_rows(raters: int = 16, seed: int = 1, weights: str = "linear") -> list[Row]:
    return filled_in(rating_sheets(IDS, raters, seed), TIER_OF, alternatives()[weights], seed)


def judgements(rows: Sequence[Row], folder: Path) -> Judgements:
    path = folder / "judged.csv"
    path.write_text(as_csv(rows))
    return read_judgements(path, shipped_vignettes())


def weights_like(by_tier: Sequence[int]) -> Weights:
    linear = alternatives()["linear"]
    entry = linear.tier_weights.model_copy(update={"value": list(by_tier)})
    return linear.changed(tier_weights=entry)
