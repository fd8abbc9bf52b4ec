"""What every picture has: title, description to be read aloud, source line, look."""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any, TypeAlias

from planner.present.report.svg import COLOURS, FAINT, GRID, INK, LIMIT
from planner.risk.card import Card
from planner.sourced import Provenance

Spec: TypeAlias = dict[str, Any]

__all__ = [
    "COLOURS",
    "FAINT",
    "GRID",
    "INK",
    "LIMIT",
    "Spec",
    "axis",
    "card_source",
    "field",
    "framed",
    "text_mark",
]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_SIGNS = "Signs: the study (Sprang et al. 2023)."
_BORROWED = "borrowed from other literature, or policy"
_OWN = (
    (Provenance.STUDY, "the study's own table"),
    (Provenance.AGENCY, "an agency's own answers, added to other literature"),
)
DASHES: tuple[list[int], ...] = ([], [7, 3], [2, 3], [9, 3, 2, 3])
WIDTH = 640
_LETTERS, _SOURCE_LETTERS = 100, 125  # a line of the subtitle, of the source
_SMALL, _TEXT, _TITLE = 12, 13, 16


def card_source(card: Card) -> str:
    """Return where a card's signs and magnitudes are from, and its version.

    A card may hold the study's table or an agency's own answers.
    """
    held = {term.provenance for term in card.moving.values()}
    found = [words for provenance, words in _OWN if provenance in held]
    if held - {provenance for provenance, _ in _OWN}:
        found.append(_BORROWED)
    return f"{_SIGNS} Magnitudes: {'; '.join(found)}. Card {card.version}."


def framed(
    title: str, said: Sequence[str], description: str, source: str, drawing: Mapping[str, Any]
) -> Spec:
    """Return a whole specification.

    `said`: what a reader should take from it, below the title. `description`: the same picture in
    words, for whoever cannot see it. `source`: where its numbers are from, below the picture.
    """
    below = {
        "text": wrap(source, _SOURCE_LETTERS),
        "orient": "bottom",
        "anchor": "start",
        "fontSize": _SMALL - 1,
        "fontWeight": "normal",
        "color": FAINT,
        "offset": 12,
    }
    return {
        "$schema": SCHEMA,
        "description": description,
        "background": "white",
        "padding": 16,
        "title": {
            "text": title,
            "subtitle": [line for each in said for line in wrap(each, _LETTERS)],
            "anchor": "start",
            "offset": 14,
        },
        "vconcat": [{**drawing, "title": below}],
        "config": _LOOK,
    }


def axis(title: str, **look: Any) -> Spec:
    """Return an axis with its title, which names the unit."""
    return {"title": title, **look}


def field(name: str, kind: str = "quantitative", **rest: Any) -> Spec:
    """Return the encoding of a field; a kind is quantitative, nominal or ordinal."""
    return {"field": name, "type": kind, **rest}


def text_mark(colour: str = INK, **look: Any) -> Spec:
    """Return a mark of words beside what they name, so that nothing hangs on colour alone."""
    return {"type": "text", "fontSize": _SMALL, "color": colour, **look}


_LOOK: Spec = {
    "font": "Helvetica, Arial, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": _SMALL,
        "titleFontSize": _TEXT,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": INK,
        "gridColor": GRID,
        "domainColor": FAINT,
        "tickColor": FAINT,
    },
    "title": {
        "fontSize": _TITLE,
        "color": INK,
        "subtitleFontSize": _TEXT,
        "subtitleColor": FAINT,
        "subtitlePadding": 6,
        "lineHeight": 15,
    },
    "legend": {"labelFontSize": _SMALL, "titleFontSize": _SMALL, "labelColor": INK, "labelLimit": 400},
}
