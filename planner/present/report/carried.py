"""The chart of who carries what: workers from the least to the most, a line for each policy."""

from collections.abc import Sequence

import numpy as np

from planner.present.report.material import Shares
from planner.present.report.scale import Scale, scale
from planner.present.report.svg import (
    FAINT,
    INK,
    LIMIT,
    SMALL,
    Look,
    across,
    drawing,
    line,
    look_of,
    path,
    upwards,
    words,
)
from planner.present.report.words import plain, policy

_WIDTH, _LEFT, _RIGHT, _TOP, _BOTTOM = 480.0, 40.0, 466.0, 28.0, 248.0
_KEYS, _KEY_ROW, _KEY_WIDTH = 302.0, 22.0, 220.0
_BUDGET = 100.0


def carried(id: str, title: str, shares: Sequence[Shares], order: Sequence[str]) -> str:
    """Return the chart, or nothing where nobody carried anything."""
    drawn = [one for one in shares if len(one.carried)]
    if not drawn:
        return ""
    y = scale([_BUDGET, *(float(v) for one in drawn for v in one.carried)], _BOTTOM, _TOP, zero=True)
    x = Scale(0, 100, _LEFT, _RIGHT, (0, 25, 50, 75, 100))
    small: Look = {"font_size": SMALL, "fill": FAINT}
    inside = [
        words("% of own budget, all weeks together", 0, 12, **small),
        upwards(y, _LEFT, _RIGHT),
        across(x, _BOTTOM, _BOTTOM),
        words("workers in %, from who carries least to who carries most", _LEFT, _BOTTOM + 32, **small),
        line(_LEFT, y(_BUDGET), _RIGHT, y(_BUDGET), stroke=LIMIT, stroke_width=1.5),
        words("budget", _LEFT + 4, y(_BUDGET) - 5, font_size=SMALL, fill=LIMIT),
    ]
    for place, one in enumerate(drawn):
        colour, dashes = look_of(one.name, order)
        look: Look = {"stroke": colour, "stroke_width": 2.0, "stroke_dasharray": dashes}
        at = np.linspace(0, 100, len(one.carried)) if len(one.carried) > 1 else [50.0]
        points = [(x(p), y(float(v))) for p, v in zip(at, one.carried, strict=True)]
        left, key = _LEFT + place % 2 * _KEY_WIDTH, _KEYS + place // 2 * _KEY_ROW
        inside += [
            path(points, **look),
            line(left, key, left + 28, key, **look),
            words(policy(one.name), left + 34, key + 4, font_size=SMALL, fill=INK),
        ]
    height = _KEYS + -(-len(drawn) // 2) * _KEY_ROW
    return drawing(id, title, _told(drawn), (_WIDTH, height), *inside)


def _told(shares: Sequence[Shares]) -> str:
    said = [
        f"{policy(one.name)}: from {plain(round(float(one.carried[0])))} to"
        f" {plain(round(float(one.carried[-1])))}, the middle worker"
        f" {plain(round(float(one.carried[len(one.carried) // 2])))}"
        for one in shares
    ]
    return f"What workers carried in % of their own budget. {'; '.join(said)}."
