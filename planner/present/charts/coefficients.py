"""The card's coefficients with their intervals, the study's sign marked, and where each size is from."""

from collections.abc import Sequence
from typing import Any

from planner.present.charts.frame import (
    COLOURS,
    FAINT,
    INK,
    Spec,
    axis,
    card_source,
    field,
    framed,
    text_mark,
)
from planner.risk.card import Card
from planner.risk.entries import Term
from planner.sourced import Provenance

_WIDTH, _ROW, _BESIDE = 330, 46, 14
_SIGNS = {1: "raises STS", -1: "lowers STS", 0: "no sign reported"}
_SHAPES = {1: "triangle-up", -1: "triangle-down", 0: "circle"}
_COLOURS = {1: COLOURS[1], -1: COLOURS[0], 0: FAINT}
_USED = {"planner": "in plans", "worker's own side": "private, never in plans", "never": "never used"}


def coefficients_chart(card: Card) -> Spec:
    """Return every term: estimate, interval, the study's sign, provenance of the size, and its use."""
    terms = sorted(card.term.values(), key=lambda term: (term.sign == 0, -abs(term.estimate)))
    return framed(
        "Each construct of the study: its sign, and a size from elsewhere"
        if not _from_study(terms)
        else "Each construct of the study: its sign, and the size in force",
        ["Lines: the interval a size is taken to lie in. Beside: size, where it is from, who uses it."],
        "Standardised coefficients of the risk card with their intervals. "
        + "; ".join(map(_said, terms))
        + ".",
        card_source(card),
        _drawing([_row(term) for term in terms]),
    )


def _row(term: Term) -> dict[str, Any]:
    moves = term.sign != 0
    size = f"{term.estimate:+.2f} ({term.low:.2f} to {term.high:.2f})" if moves else term.reported
    whence = f"{term.provenance}; {_USED[term.used]}" if moves else "does not move the score"
    return {
        "term": term.label,
        "estimate": term.estimate,
        "low": term.low,
        "high": term.high,
        "sign": _SIGNS[term.sign],
        "words": [size, whence],
    }


def _said(term: Term) -> str:
    """Return one term as a sentence says it."""
    if term.sign == 0:
        return f"{term.label}: {term.reported}, does not move the score"
    return (
        f"{term.label}: {_SIGNS[term.sign]} in the study, {term.estimate:+.2f}"
        f" ({term.low:.2f} to {term.high:.2f}), size from {term.provenance}"
    )


def _from_study(terms: Sequence[Term]) -> bool:
    return any(term.provenance is Provenance.STUDY for term in terms if term.sign)


def _drawing(rows: Sequence[dict[str, Any]]) -> Spec:
    order = list(_SIGNS.values())
    sign = field("sign", "nominal", sort=order)
    legend = {"title": "Sign in the study", "orient": "top", "symbolSize": 110}
    colour = {
        **sign,
        "scale": {"domain": order, "range": list(_COLOURS.values())},
        "legend": legend,
    }
    shape = {**sign, "scale": {"domain": order, "range": list(_SHAPES.values())}, "legend": legend}
    y = field(
        "term",
        "nominal",
        sort=[row["term"] for row in rows],
        axis=axis("", labelLimit=330, labelFontSize=13, ticks=False, domain=False, grid=False),
    )
    x = axis("SDs of the STSS total for one SD of the construct", tickCount=8, format=".1f")
    return {
        "data": {"values": rows},
        "width": _WIDTH,
        "height": {"step": _ROW},
        "layer": [
            {
                "data": {"values": [{"none": 0}]},
                "mark": {"type": "rule", "color": INK},
                "encoding": {"x": field("none", axis=x)},
            },
            {
                "mark": {"type": "rule", "strokeWidth": 3},
                "encoding": {"x": field("low"), "x2": {"field": "high"}, "y": y, "color": colour},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 150, "opacity": 1},
                "encoding": {"x": field("estimate"), "y": y, "color": colour, "shape": shape},
            },
            {
                "mark": text_mark(align="left", baseline="middle", lineHeight=14, dy=-7),
                "encoding": {
                    "x": {"value": _WIDTH + _BESIDE},
                    "y": y,
                    "text": {"field": "words"},
                },
            },
        ],
    }
