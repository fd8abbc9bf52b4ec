"""Which risk card a command is to use, and which setting."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from planner.risk.card import Card

CardFile = Annotated[
    Path | None,
    typer.Option("--card", metavar="CARD.toml", help="A card of your own; the shipped one without."),
]
Setting = Annotated[str, typer.Option("--setting", help="The field of work; it chooses mean and SD.")]


def chosen_card(file: Path | None) -> "Card":
    """Return the card in a file, or the shipped one."""
    from planner.intake.text_file import bytes_of, decoded
    from planner.risk.card import read_card, sts_card

    return sts_card() if file is None else read_card(decoded(bytes_of(file), file.name))
