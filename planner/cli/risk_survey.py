"""`caseload risk fit|update|simulate`: what an agency's anonymous answers say, and made-up ones."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.card_file import CardFile, Setting, chosen_card
from planner.cli.common import (
    Json,
    console,
    refusals,
    refuse_to_write_over,
    refuse_where_nothing_can_be,
    write_json,
)

Survey = Annotated[
    Path,
    typer.Argument(help="Anonymous answers as CSV, see docs/risk.md.", metavar="SURVEY.csv"),
]


class Coding(StrEnum):
    """How predictors are entered."""

    AS_ASKED = "as-asked"
    AS_CARD = "as-card"


def fit(
    survey: Survey,
    coding: Annotated[
        Coding,
        typer.Option("--coding", help="In the units asked, or in SDs from average as the card codes."),
    ] = Coding.AS_ASKED,
    card: CardFile = None,
    json: Json = None,
) -> None:
    """Regress STS on what an anonymous survey asked, level by level in the study's order.

    Nothing of it is stored. Too few answers, and columns that could lead to a person, are refused.
    """
    with refusals():
        from planner.present.fit import fit_page
        from planner.risk.regression import hierarchy
        from planner.risk.survey.survey import read_survey

        refuse_where_nothing_can_be(json)
        the_card = chosen_card(card)
        answer = hierarchy.fit_survey(
            read_survey(survey, the_card), the_card, hierarchy.Coding(coding.value)
        )
        if write_json(answer, json):
            console().print(fit_page(answer, the_card))


def simulate(
    n: Annotated[int, typer.Option("--n", min=1, max=100_000, help="How many answers.")],
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed makes the same answers.")],
    out: Annotated[Path, typer.Option("--out", metavar="SURVEY.csv", help="Where to write them.")],
    setting: Setting = "child-welfare",
    periods: Annotated[
        int | None,
        typer.Option("--periods", min=1, max=100, help="Make up repeated answers, for `risk placebo`."),
    ] = None,
    card: CardFile = None,
) -> None:
    """Make up a complete survey of one setting, as if the card were true, to try the commands on."""
    with refusals():
        from planner.risk.asked import asked_setting
        from planner.risk.placebo.made_up import made_up_panel_csv
        from planner.risk.survey.made_up import as_csv, made_up

        refuse_where_nothing_can_be(out)
        refuse_to_write_over(out, ".csv", *([card] if card else []))
        the_card, where = chosen_card(card), asked_setting(setting)
        if periods is None:
            text = as_csv(made_up(the_card, where, n, seed))
        else:
            text = made_up_panel_csv(the_card, where, (n, periods), seed)
        out.write_text(text, encoding="utf-8", newline="")
        typer.echo(
            f"Made-up answers of {n:,} in {setting}, seed {seed}, are in {out}. Nobody gave them."
        )


def update(
    survey: Survey,
    out: Annotated[Path, typer.Option("--out", metavar="CARD.toml", help="Where to write the card.")],
    setting: Setting,
    asked: Annotated[
        datetime, typer.Option("--asked", formats=["%Y-%m-%d"], help="The day the survey closed.")
    ],
    discount: Annotated[
        float, typer.Option("--discount", help="Share of itself the card before counts for, up to 1.")
    ] = 1,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Draws the parts held out.")] = 1,
    card: CardFile = None,
    json: Json = None,
) -> None:
    """Update the card with an agency's own anonymous answers, and say whether it predicts better.

    A few answers shift it a little, many a lot; the study's signs are kept.
    """
    with refusals():
        from planner.present.update import update_page
        from planner.risk.asked import asked_setting
        from planner.risk.survey.survey import read_survey
        from planner.risk.update.card_text import card_text
        from planner.risk.update.own_card import Asked
        from planner.risk.update.update import update_card

        refuse_where_nothing_can_be(out, json)
        refuse_to_write_over(out, ".toml", survey)
        before = chosen_card(card)
        origin = Asked(asked_setting(setting), asked.date(), discount, seed)
        answer = update_card(read_survey(survey, before), before, origin)
        out.write_text(card_text(answer.card), encoding="utf-8", newline="")
        if write_json(answer, json):
            console().print(update_page(answer, before))
