"""The chart of policies side by side: a panel for each measure, a point with its interval each."""

from collections.abc import Sequence

from planner.present.report.scale import Scale, scale
from planner.present.report.svg import (
    COLOURS,
    FAINT,
    SMALL,
    TEXT,
    across,
    drawing,
    element,
    whisker,
    words,
)
from planner.present.report.words import between, measure, number, policy, within
from planner.present.simulation import MeanAnswer, PolicyRunsAnswer

_WIDTH, _NAMES, _ROW, _HEAD, _FOOT, _BETWEEN = 720.0, 150.0, 20.0, 40.0, 34.0, 34.0


def forest(id: str, title: str, policies: Sequence[PolicyRunsAnswer], shown: Sequence[str]) -> str:
    """Return the chart, two measures a row; policies keep their colour and place everywhere."""
    known = [name for name in shown if any(_known(one, name) for one in policies)]
    if not known:
        return ""
    panel = (_WIDTH - _NAMES - _BETWEEN - 14) / 2
    height = _HEAD + len(policies) * _ROW + _FOOT
    inside = []
    for place, name in enumerate(known):
        left = _NAMES + (place % 2) * (panel + _BETWEEN)
        top = (place // 2) * height
        if place % 2 == 0:
            inside += [_name(one, top, row) for row, one in enumerate(policies)]
        inside.append(_panel(policies, name, (left, left + panel), top))
    rows = -(-len(known) // 2)
    return drawing(id, title, _told(policies, known), (_WIDTH, rows * height), *inside)


def _name(one: PolicyRunsAnswer, top: float, row: int) -> str:
    return words(
        policy(one.name), _NAMES - 14, _middle(top, row) + 4, text_anchor="end", font_size=SMALL
    )


def _panel(
    policies: Sequence[PolicyRunsAnswer], name: str, sides: tuple[float, float], top: float
) -> str:
    factor = measure(name).factor
    means = [_known(one, name) for one in policies]
    edges = [
        factor * within(edge, name)
        for mean in means
        if mean is not None
        for edge in (mean.mean, mean.low, mean.high)
        if edge is not None
    ]
    x = scale(edges, *sides, count=3)
    bottom = top + _HEAD + len(policies) * _ROW
    parts = [
        words(measure(name).title, sides[0], top + 14, font_weight="bold", font_size=TEXT),
        words(measure(name).unit, sides[0], top + 28, font_size=SMALL, fill=FAINT),
        across(x, top + _HEAD - 4, bottom),
    ]
    for row, mean in enumerate(means):
        if mean is not None:
            parts.append(_point(mean, name, x, _middle(top, row), COLOURS[row % len(COLOURS)]))
    return element("g", *parts)


def _point(mean: MeanAnswer, name: str, x: Scale, y: float, colour: str) -> str:
    factor = measure(name).factor
    known = [edge for edge in (mean.low, mean.high) if edge is not None]
    return whisker(
        [x(factor * within(edge, name)) for edge in known], x(factor * (mean.mean or 0.0)), y, colour
    )


def _middle(top: float, row: int) -> float:
    return top + _HEAD + (row + 0.5) * _ROW


def _known(one: PolicyRunsAnswer, name: str) -> MeanAnswer | None:
    mean = one.measures.get(name)
    return mean if mean is not None and mean.mean is not None else None


def _told(policies: Sequence[PolicyRunsAnswer], known: Sequence[str]) -> str:
    said = []
    for name in known:
        each = [
            f"{policy(one.name)} {number(mean.mean, name)} ({between(mean, name)})"
            for one in policies
            if (mean := _known(one, name)) is not None
        ]
        said.append(f"{measure(name).title}, {measure(name).unit}: {', '.join(each)}.")
    return " ".join(said)
