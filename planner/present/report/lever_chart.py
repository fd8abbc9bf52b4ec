"""The charts of levers: what each does, and what it does for its cost, with intervals."""

from collections.abc import Sequence

from planner.present.report.lever_words import for_unit, unit_of
from planner.present.report.scale import Scale, scale
from planner.present.report.sentences import told_apart
from planner.present.report.svg import (
    COLOURS,
    FAINT,
    INK,
    SMALL,
    across,
    drawing,
    line,
    lines,
    panels,
    whisker,
    words,
)
from planner.present.report.words import between, fine, measure, number
from planner.present.simulation import LeverAnswer, MeanAnswer

_WIDTH, _NAMES, _RIGHT, _ROW, _HEAD, _FOOT = 360.0, 156.0, 336.0, 46.0, 48.0, 26.0
_LETTERS = 24
_DIRECTION = {-1: "less is better", 1: "more is better"}


def lever_chart(id: str, levers: Sequence[LeverAnswer], ranked: str) -> str:
    """Return the charts of what is known of the levers by the measure they are ranked by."""
    how = measure(ranked)
    each = [lever.measures.get(ranked) for lever in levers]
    costed = [for_unit(lever).get(ranked) for lever in levers]
    heads = ((f"{how.title}, by lever", each), (f"For {unit_of(levers)}", costed))
    return panels(
        *(
            _panel(f"{id}-{place}", head, levers, means, ranked)
            for place, (head, means) in enumerate(heads)
            if any(mean is not None and mean.mean is not None for mean in means)
        )
    )


def _panel(
    id: str,
    title: str,
    levers: Sequence[LeverAnswer],
    means: Sequence[MeanAnswer | None],
    ranked: str,
) -> str:
    how = measure(ranked)
    known = [(row, mean) for row, mean in enumerate(means) if mean is not None and mean.mean is not None]
    edges = [how.factor * e for _, m in known for e in (m.mean, m.low, m.high) if e is not None]
    x = scale([0.0, *edges], _NAMES + 12, _RIGHT, count=3)
    bottom = _HEAD + len(levers) * _ROW
    unit = "; ".join(part for part in (how.unit, _DIRECTION.get(how.better, "")) if part)
    inside = [
        words(title, 0, 14, font_weight="bold"),
        words(unit, 0, 31, font_size=SMALL, fill=FAINT),
        across(x, _HEAD - 4, bottom),
        line(x(0), _HEAD - 4, x(0), bottom, stroke=INK, stroke_width=1.5),
    ]
    for row, lever in enumerate(levers):
        inside.append(lines(lever.name, _LETTERS, _NAMES, _HEAD + (row + 0.5) * _ROW, text_anchor="end"))
    inside += [_mark(mean, how.factor, x, _HEAD + (row + 0.5) * _ROW) for row, mean in known]
    told = _told([(levers[row], mean) for row, mean in known], ranked)
    return drawing(id, title, told, (_WIDTH, bottom + _FOOT), *inside)


def _mark(mean: MeanAnswer, factor: float, x: Scale, y: float) -> str:
    apart = told_apart(mean)
    ends = [x(factor * edge) for edge in (mean.low, mean.high) if edge is not None]
    colour = COLOURS[0] if apart else FAINT
    return whisker(ends, x(factor * (mean.mean or 0.0)), y, colour, hollow=not apart)


def _told(known: Sequence[tuple[LeverAnswer, MeanAnswer]], ranked: str) -> str:
    places = fine((mean.mean for _, mean in known), ranked)
    said = [
        f"{lever.name}: {number(mean.mean, ranked, sign=True, decimals=places)}"
        f" ({between(mean, ranked, sign=True, decimals=places)})"
        for lever, mean in known
    ]
    return f"{measure(ranked).title}, {measure(ranked).unit}. {'; '.join(said)}."
