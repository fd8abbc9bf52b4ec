"""The chart of what the answer is sensitive to: a bar from each number's low to its high value."""

from collections.abc import Sequence

from planner.present.report.material import Lever
from planner.present.report.scale import scale
from planner.present.report.svg import (
    COLOURS,
    FAINT,
    INK,
    SMALL,
    across,
    drawing,
    element,
    line,
    words,
)
from planner.present.report.words import measure, number

_WIDTH, _NAMES, _ROW, _TOP = 720.0, 230.0, 34.0, 26.0
_ENDS = 90.0


def tornado(id: str, title: str, levers: Sequence[Lever], now: float | None) -> str:
    """Return the chart of levers of one measure, the longest bar first. `now`: as it is run."""
    if not levers:
        return ""
    name = levers[0].measure
    longest = sorted(levers, key=lambda lever: -abs(lever.high - lever.low))
    factor = measure(name).factor
    ends = [factor * end for lever in levers for end in (lever.low, lever.high)]
    x = scale([*ends, *([factor * now] if now is not None else [])], _NAMES + _ENDS, _WIDTH - _ENDS)
    bottom = _TOP + len(levers) * _ROW
    inside = [
        words(f"{measure(name).title}, {measure(name).unit}", 0, 12, font_size=SMALL, fill=FAINT),
        across(x, _TOP - 4, bottom),
    ]
    for row, lever in enumerate(longest):
        middle = _TOP + (row + 0.5) * _ROW
        low, high = x(factor * lever.low), x(factor * lever.high)
        first, last = min(low, high), max(low, high)
        left, right = (lever.at_low, lever.at_high) if low <= high else (lever.at_high, lever.at_low)
        inside += [
            words(lever.name, _NAMES, middle + 4, text_anchor="end", font_size=SMALL),
            element(
                "rect", x=first, y=middle - 8, width=max(1.0, last - first), height=16, fill=COLOURS[0]
            ),
            words(left, first - 6, middle + 4, text_anchor="end", font_size=SMALL, fill=FAINT),
            words(right, last + 6, middle + 4, font_size=SMALL, fill=FAINT),
        ]
    if now is not None:
        inside.append(
            line(x(factor * now), _TOP - 4, x(factor * now), bottom, stroke=INK, stroke_width=1.5)
        )
    said = "; ".join(
        f"{one.name}: {number(one.low, name)} at {one.at_low}, {number(one.high, name)} at {one.at_high}"
        for one in longest
    )
    told = f"{measure(name).title} by what is assumed. {said}."
    return drawing(id, title, told, (_WIDTH, bottom + 22), *inside)
