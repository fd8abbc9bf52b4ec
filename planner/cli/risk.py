"""`caseload risk`: the risk card."""

import typer

from planner.cli.common import Json, console, refusals, write_json

app = typer.Typer(help="The model behind predicted STS risk.", no_args_is_help=True)


@app.command("card")
def card(json: Json = None) -> None:
    """Print the risk card: what the study reported, the magnitudes used, and where each is from."""
    with refusals():
        from planner.present.card import card_page
        from planner.risk.card import sts_card

        the_card = sts_card()
        if write_json(the_card, json):
            console().print(card_page(the_card))


@app.callback()
def risk() -> None:
    """Keep `card` a command of its own."""
