"""`caseload dose vignettes|calibrate`: what to rate, and the weights that ratings make."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.common import (
    Json,
    console,
    refusals,
    refuse_to_write_over,
    refuse_where_nothing_can_be,
    working,
    write_json,
)

VignetteFile = Annotated[
    Path | None,
    typer.Option(
        "--vignettes", metavar="VIGNETTES.toml", help="Vignettes of your own; the shipped ones without."
    ),
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="The same seed draws the same.")]


class Kind(StrEnum):
    """What is judged."""

    PAIRS = "pairs"
    RATINGS = "ratings"


def vignettes(
    sheet: Annotated[
        Path | None, typer.Option("--sheet", metavar="SHEET.csv", help="Write sheets to fill in.")
    ] = None,
    kind: Annotated[
        Kind, typer.Option("--kind", help="Which of two is heavier, or how heavy each is.")
    ] = Kind.PAIRS,
    raters: Annotated[int, typer.Option("--raters", min=1, max=1000, help="How many sheets.")] = 12,
    rounds: Annotated[
        int | None, typer.Option("--rounds", min=2, help="Rounds of pairs on a sheet.")
    ] = None,
    seed: Seed = 1,
    made_up: Annotated[
        bool,
        typer.Option("--made-up", help="Fill the sheets in as if the linear weights were true, to try."),
    ] = False,
    file: VignetteFile = None,
) -> None:
    """Show the vignettes to rate, or write balanced sheets for raters in an order drawn by chance."""
    with refusals():
        from planner.calibrate.made_up import filled_in
        from planner.calibrate.rules import rule
        from planner.calibrate.sheets import as_csv, pair_sheets, rating_sheets
        from planner.calibrate.vignettes import vignettes_of
        from planner.domain import shipped_weights
        from planner.present.calibration import sheet_note, vignettes_page

        known = vignettes_of(file)
        if sheet is None:
            console().print(vignettes_page(known))
            return
        refuse_where_nothing_can_be(sheet)
        refuse_to_write_over(sheet, ".csv")
        ids = tuple(known.tier_of)
        if kind is Kind.PAIRS:
            rows = pair_sheets(ids, raters, rounds or rule("rounds"), seed)
        else:
            rows = rating_sheets(ids, raters, seed)
        if made_up:
            rows = filled_in(rows, known.tier_of, shipped_weights(), seed)
        sheet.write_text(as_csv(rows), encoding="utf-8", newline="")
        console().print(sheet_note(str(sheet), kind.value, (raters, len(rows)), made_up=made_up))


def calibrate(
    ratings: Annotated[
        Path, typer.Argument(help="Judgements as CSV, see docs/dose.md.", metavar="RATINGS.csv")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="WEIGHTS.toml", help="Write the weights there.")
    ] = None,
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="The day they were judged; today without."),
    ] = None,
    anchor: Annotated[
        float | None,
        typer.Option("--anchor", help="Pairs only: how many times tier 1 tier 5 shall weigh."),
    ] = None,
    seed: Seed = 1,
    draws: Annotated[
        int | None, typer.Option("--draws", min=200, max=20_000, help="Draws for the intervals.")
    ] = None,
    file: VignetteFile = None,
    json: Json = None,
) -> None:
    """Make weights of raters' judgements, with intervals and how far the raters agree.

    Raters are known by a code of no meaning, and nothing of one rater is told or kept.
    """
    with refusals():
        from planner.calibrate.calibration import Asked
        from planner.calibrate.calibration import calibrate as made
        from planner.calibrate.reading import read_judgements
        from planner.calibrate.vignettes import vignettes_of
        from planner.intake.weights_file import weights_text
        from planner.present.calibration import calibration_page

        refuse_where_nothing_can_be(out, json)
        refuse_to_write_over(out, ".toml", ratings)
        day = date.today() if on is None else on.date()
        judged = read_judgements(ratings, vignettes_of(file))
        with working("Drawing raters anew"):
            answer = made(judged, Asked(day, seed, draws, anchor))
        if out is not None:
            out.write_text(weights_text(answer.weights), encoding="utf-8", newline="")
        if write_json(answer, json):
            console().print(calibration_page(answer, None if out is None else str(out)))
