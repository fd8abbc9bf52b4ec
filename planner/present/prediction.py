"""A prediction on a terminal: a range, what adds to it, and what it cannot say."""

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.risk.card import Card
from planner.risk.prediction import Prediction


def prediction_page(found: Prediction, card: Card) -> RenderableType:
    """Return a prediction as a page."""
    table = Table(title="What adds to it", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Term")
    table.add_column("Level")
    table.add_column("SDs from average", justify="right")
    table.add_column("STSS points", justify="right")
    for part in found.contributions:
        table.add_row(part.label, part.level, f"{part.z:+.2f}", f"{part.points:+.2f}")
    levels = ", ".join(f"{level} {points:+.2f}" for level, points in found.by_level.items())
    averaged = ", ".join(card.term[name].label for name in found.averaged)
    parts: list[RenderableType] = [
        Text(
            f"{found.score:.2f} of {card.outcome_range[1]}: the {card.outcome} predicted in"
            f" {found.setting}, whose mean is {found.mean:.1f}.",
            style="bold",
        ),
        Text(
            f"{found.share:.0%} of people with these values score {found.low:.1f} to {found.high:.1f}."
        ),
    ]
    if found.contributions:
        parts += [table, Text(f"By level: {levels}.")]
    if averaged:
        parts.append(Text(f"Not given, so averaged over everybody, and in the range: {averaged}."))
    parts += [
        Text(
            f"The range touches {found.bands_spanned} of {len(card.bands.names)} published bands, so it"
            " places nobody in one. For made-up values only; nothing is stored."
        ),
        Text(card.warning, style="dim"),
    ]
    return Group(*parts)
