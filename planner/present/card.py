"""The risk card on a terminal: the study's signs apart from borrowed magnitudes."""

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.risk.card import Card

_SIGNS = {-1: "lower", 0: "none", 1: "higher"}


def card_page(card: Card) -> RenderableType:
    """Return the card as a page."""
    table = Table(title="Constructs of the study", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for name in (
        "Construct",
        "Level",
        "Study reported",
        "With more, STS is",
        "Magnitude here",
        "Provenance",
    ):
        table.add_column(name)
    table.add_column("Used by")
    for term in card.term.values():
        table.add_row(
            term.label,
            term.level,
            term.reported,
            _SIGNS[term.sign],
            f"{term.estimate:+.2f} ({term.low:+.2f} to {term.high:+.2f})" if term.estimate else "-",
            term.provenance,
            term.used,
        )
    settings = Table(title="Settings", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for name in ("Setting", "Mean", "SD", "Provenance", "Source"):
        settings.add_column(name)
    for setting, population in card.population.items():
        settings.add_row(
            setting,
            f"{population.mean:g}",
            f"{population.sd:g}",
            population.provenance,
            population.source,
        )
    return Group(
        Text(f"{card.title} ({card.version})", style="bold"),
        Text(card.warning, style="bold"),
        Text(f"Study: {card.study}."),
        Text("Magnitudes are SD of the outcome for one SD of the predictor."),
        table,
        settings,
    )
