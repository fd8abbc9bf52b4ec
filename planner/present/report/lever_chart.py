"""The chart of levers: what each does, and what it does for its cost, with intervals."""

from collections.abc import Sequence
from textwrap import wrap

from planner.present.report.lever_words import for_unit, unit_of
from planner.present.report.scale import Scale, scale
from planner.present.report.sentences import told_apart
from planner.present.report.svg import (
    COLOURS,
    FAINT,
    INK,
    SMALL,
    TEXT,
    across,
    drawing,
    element,
    line,
    whisker,
    words,
)
from planner.present.report.words import between, fine, measure, number
from planner.present.simulation import LeverAnswer, MeanAnswer

_WIDTH, _NAMES, _ROW, _HEAD, _FOOT, _BETWEEN = 720.0, 236.0, 40.0, 44.0, 24.0, 34.0
_LINE, _LETTERS, _LINES = 13.0, 38, 3
_DIRECTION = {-1: "less is better", 1: "more is better"}


def lever_chart(id: str, title: str, levers: Sequence[LeverAnswer], ranked: str) -> str:
    """Return the chart, or nothing where no lever differs by a number."""
    each = [lever.measures.get(ranked) for lever in levers]
    costed = [for_unit(lever).get(ranked) for lever in levers]
    how = measure(ranked)
    panels = [(how.title, each)]
    if any(_known(mean) for mean in costed):
        panels.append((f"For {unit_of(levers)}", costed))
    if not any(_known(mean) for mean in each):
        return ""
    width = (_WIDTH - _NAMES - _BETWEEN - 14) / 2
    bottom = _HEAD + len(levers) * _ROW
    inside = [_name(lever.name, row) for row, lever in enumerate(levers)]
    for place, (head, means) in enumerate(panels):
        left = _NAMES + place * (width + _BETWEEN)
        direction = _DIRECTION.get(how.better, "")
        inside += [
            words(head, left, 14, font_weight="bold", font_size=TEXT),
            words(
                f"{how.unit}; {direction}" if place == 0 else direction,
                left,
                28,
                font_size=SMALL,
                fill=FAINT,
            ),
            _panel(means, how.factor, (left, left + width), bottom),
        ]
    return drawing(id, title, _told(levers, ranked), (_WIDTH, bottom + _FOOT), *inside)


def _panel(
    means: Sequence[MeanAnswer | None], factor: float, sides: tuple[float, float], bottom: float
) -> str:
    known = [(row, mean) for row, mean in enumerate(means) if mean is not None and _known(mean)]
    edges = [
        factor * edge
        for _, mean in known
        for edge in (mean.mean, mean.low, mean.high)
        if edge is not None
    ]
    x = scale([0.0, *edges], *sides, count=3)
    parts = [
        across(x, _HEAD - 4, bottom),
        line(x(0), _HEAD - 4, x(0), bottom, stroke=INK, stroke_width=1.5),
        *(_mark(mean, factor, x, _HEAD + (row + 0.5) * _ROW) for row, mean in known),
    ]
    return element("g", *parts)


def _mark(mean: MeanAnswer, factor: float, x: Scale, y: float) -> str:
    apart = told_apart(mean)
    ends = [x(factor * edge) for edge in (mean.low, mean.high) if edge is not None]
    colour = COLOURS[0] if apart else FAINT
    return whisker(ends, x(factor * (mean.mean or 0.0)), y, colour, hollow=not apart)


def _name(name: str, row: int) -> str:
    lines = wrap(name, _LETTERS, max_lines=_LINES, placeholder=" …")
    first = _HEAD + (row + 0.5) * _ROW + 4 - (len(lines) - 1) * _LINE / 2
    return "".join(
        words(text, _NAMES - 14, first + place * _LINE, text_anchor="end", font_size=SMALL)
        for place, text in enumerate(lines)
    )


def _known(mean: MeanAnswer | None) -> bool:
    return mean is not None and mean.mean is not None


def _told(levers: Sequence[LeverAnswer], ranked: str) -> str:
    said = []
    for lever in levers:
        for mean, what in (
            (lever.measures.get(ranked), ""),
            (for_unit(lever).get(ranked), " for its cost"),
        ):
            if mean is not None and mean.mean is not None:
                places = fine((mean.mean,), ranked)
                told = number(mean.mean, ranked, sign=True, decimals=places)
                said.append(
                    f"{lever.name}{what}: {told} ({between(mean, ranked, sign=True, decimals=places)})"
                )
    return f"{measure(ranked).title}, {measure(ranked).unit}. {'; '.join(said)}."
