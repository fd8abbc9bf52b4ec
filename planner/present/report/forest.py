"""The charts of policies side by side: a panel for each measure, a point with its interval each."""

from collections.abc import Sequence

from planner.present.report.scale import Scale, scale
from planner.present.report.svg import (
    COLOURS,
    FAINT,
    SMALL,
    across,
    drawing,
    lines,
    panels,
    whisker,
    words,
)
from planner.present.report.words import between, measure, number, policy, within
from planner.present.simulation import MeanAnswer, PolicyRunsAnswer

_WIDTH, _NAMES, _RIGHT, _HEAD, _FOOT = 360.0, 122.0, 336.0, 44.0, 26.0
_LETTERS, _ROW, _LONG_ROW = 19, 22.0, 32.0


def forest(id: str, policies: Sequence[PolicyRunsAnswer], shown: Sequence[str]) -> str:
    """Return the charts of what is known; policies keep their colour and place everywhere."""
    known = [name for name in shown if any(_known(one, name) for one in policies)]
    return panels(*(_panel(f"{id}-{name}", policies, name) for name in known))


def _panel(id: str, policies: Sequence[PolicyRunsAnswer], name: str) -> str:
    how = measure(name)
    means = [_known(one, name) for one in policies]
    edges = [
        how.factor * within(edge, name)
        for mean in means
        if mean is not None
        for edge in (mean.mean, mean.low, mean.high)
        if edge is not None
    ]
    x = scale(edges, _NAMES + 12, _RIGHT, count=3)
    row = _LONG_ROW if any(len(policy(one.name)) > _LETTERS for one in policies) else _ROW
    bottom = _HEAD + len(policies) * row
    inside = [
        words(how.title, 0, 14, font_weight="bold"),
        words(how.unit, 0, 30, font_size=SMALL, fill=FAINT),
        across(x, _HEAD - 4, bottom),
    ]
    for place, (one, mean) in enumerate(zip(policies, means, strict=True)):
        middle = _HEAD + (place + 0.5) * row
        inside.append(lines(policy(one.name), _LETTERS, _NAMES, middle, text_anchor="end"))
        if mean is not None:
            inside.append(_point(mean, name, x, middle, COLOURS[place % len(COLOURS)]))
    return drawing(id, how.title, _told(policies, name), (_WIDTH, bottom + _FOOT), *inside)


def _point(mean: MeanAnswer, name: str, x: Scale, y: float, colour: str) -> str:
    factor = measure(name).factor
    known = [edge for edge in (mean.low, mean.high) if edge is not None]
    return whisker(
        [x(factor * within(edge, name)) for edge in known], x(factor * (mean.mean or 0.0)), y, colour
    )


def _known(one: PolicyRunsAnswer, name: str) -> MeanAnswer | None:
    mean = one.measures.get(name)
    return mean if mean is not None and mean.mean is not None else None


def _told(policies: Sequence[PolicyRunsAnswer], name: str) -> str:
    each = [
        f"{policy(one.name)} {number(mean.mean, name)} ({between(mean, name)})"
        for one in policies
        if (mean := _known(one, name)) is not None
    ]
    return f"{measure(name).title}, {measure(name).unit}: {', '.join(each)}."
