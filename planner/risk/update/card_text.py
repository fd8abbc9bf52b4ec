"""How a card is written, so that reading it gives the same card."""

from collections.abc import Iterator, Mapping
from typing import Any

from planner.intake.toml_values import toml_text
from planner.risk.card import Card

_HEAD = (
    "# A risk card made by `caseload risk update`; `caseload risk card --card FILE` shows it.",
    "# Signs are the study's. Entries with provenance \"agency\" hold an agency's own answers.",
)


def card_text(card: Card) -> str:
    """Return a card as a TOML text that `read_card` reads back to the same card."""
    return "\n".join([*_HEAD, "", *_table("", card.model_dump(exclude_defaults=True))]) + "\n"


def _table(place: str, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of one table: its own values first, then the tables within."""
    within = {name: value for name, value in values.items() if isinstance(value, Mapping)}
    own = {name: value for name, value in values.items() if name not in within}
    if place and own:
        yield f"\n[{place}]"
    for name, value in own.items():
        yield f"{name} = {toml_text(value)}"
    for name, value in within.items():
        yield from _table(f"{place}.{name}" if place else str(name), value)
