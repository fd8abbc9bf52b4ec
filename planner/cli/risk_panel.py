"""`caseload risk placebo`: does dose predict at all, in an agency's own repeated answers?"""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.card_file import CardFile, chosen_card
from planner.cli.common import (
    Json,
    console,
    refusals,
    refuse_to_write_over,
    refuse_where_nothing_can_be,
    write_json,
)


def placebo(
    panel: Annotated[
        Path,
        typer.Argument(help="Repeated anonymous answers as CSV, see docs/risk.md.", metavar="PANEL.csv"),
    ],
    seed: Annotated[int, typer.Option("--seed", min=0, help="Draws the placebos.")] = 1,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="CARD.toml", help="Where to write the card that follows."),
    ] = None,
    asked: Annotated[
        datetime | None,
        typer.Option("--asked", formats=["%Y-%m-%d"], help="The day of the last answers; with --out."),
    ] = None,
    card: CardFile = None,
    json: Json = None,
) -> None:
    """Compare real dose with another's dose, a random ratio, and reversed time, out of sample.

    Where it does not beat them among people enough, the card that --out writes no longer weighs plans
    by predicted STS; dose budgets stay.
    """
    with refusals():
        from planner.errors import BadValue
        from planner.present.placebo import placebo_page
        from planner.risk.placebo.own_weighting import own_weighting
        from planner.risk.placebo.panel import read_panel
        from planner.risk.placebo.verdict import verdict
        from planner.risk.update.card_text import card_text

        if out is not None and asked is None:
            raise BadValue("A card says when it was asked: give --asked YEAR-MONTH-DAY with --out.")
        refuse_where_nothing_can_be(out, json)
        refuse_to_write_over(out, ".toml", panel)
        before = chosen_card(card)
        answer = verdict(read_panel(panel, before), seed)
        if out is not None and asked is not None:
            own = own_weighting(before, answer, asked.date())
            out.write_text(card_text(own), encoding="utf-8", newline="")
        if write_json(answer, json):
            console().print(placebo_page(answer))
