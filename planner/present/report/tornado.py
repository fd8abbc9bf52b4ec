"""The chart of what an answer hangs on: a bar to what comes out at each number's low and high value."""

from planner.present.report.hanging import at, moves, span
from planner.present.report.scale import Scale, scale
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
from planner.present.report.words import measure, number, plain
from planner.present.simulation import SensitivitiesAnswer, SensitivityAnswer

_WIDTH, _NAMES, _ROW, _TOP, _ENDS = 480.0, 150.0, 36.0, 64.0, 52.0
_BAR, _LOW, _HIGH = 10.0, COLOURS[5], COLOURS[0]


def tornado(id: str, found: SensitivitiesAnswer, name: str) -> str:
    """Return the chart of one measure, the number it hangs on most first.

    Numbers at whose low and high values it cannot be told from what it is are left out; nothing is
    returned where none is left.
    """
    now = found.measures.get(name)
    moving = [one for one in found.numbers if moves(one, name)]
    if now is None or now.mean is None or not moving:
        return ""
    moving.sort(key=lambda one: -span(one, found, name))
    how = measure(name)
    middle = how.factor * now.mean
    ends = [how.factor * at(end, name) for one in moving for end in (one.low, one.high)]
    x = scale([middle, *ends], _NAMES + _ENDS, _WIDTH - _ENDS)
    bottom = _TOP + len(moving) * _ROW
    inside = [
        words(how.title, 0, 14, font_weight="bold"),
        words(how.unit, 0, 30, font_size=SMALL, fill=FAINT),
        _key(),
        across(x, _TOP - 4, bottom),
        *(_row(one, name, x, (x(middle), _TOP + (row + 0.5) * _ROW)) for row, one in enumerate(moving)),
        line(x(middle), _TOP - 4, x(middle), bottom, stroke=INK, stroke_width=1.5),
    ]
    said = "; ".join(
        f"{one.name.replace('_', ' ')}: {number(at(one.low, name), name)} at {one.low.value:,},"
        f" {number(at(one.high, name), name)} at {one.high.value:,}"
        for one in moving
    )
    told = f"{how.title}, {how.unit}: {number(now.mean, name)} as it is run. {said}."
    return drawing(id, f"{how.title}: what it hangs on", told, (_WIDTH, bottom + 22), *inside)


def _row(one: SensitivityAnswer, name: str, x: Scale, where: tuple[float, float]) -> str:
    """Return a number's two bars, each from what is run to one end, with the number's value there."""
    now, y = where
    parts = [
        words(one.name.replace("_", " "), _NAMES, y - 1, text_anchor="end", font_size=SMALL),
        words(f"now {plain(one.value)}", _NAMES, y + 12, text_anchor="end", font_size=SMALL, fill=FAINT),
    ]
    for end, colour, top in ((one.low, _LOW, y - _BAR - 1), (one.high, _HIGH, y + 1)):
        to = x(measure(name).factor * at(end, name))
        left = to < now
        bar = {"x": min(to, now), "y": top, "width": max(1.0, abs(to - now)), "height": _BAR}
        parts.append(element("rect", **bar, fill=colour))
        place = to - 5 if left else to + 5
        anchor = "end" if left else "start"
        value = plain(end.value)
        parts.append(
            words(value, place, top + _BAR - 1, text_anchor=anchor, font_size=SMALL, fill=FAINT)
        )
    return element("g", *parts)


def _key() -> str:
    parts, left = [], 0.0
    for text, colour in (("at its low value", _LOW), ("at its high value", _HIGH)):
        parts.append(element("rect", x=left, y=40.0, width=16.0, height=_BAR, fill=colour))
        parts.append(words(text, left + 22, 49, font_size=SMALL))
        left += 136
    parts.append(line(left + 8, 38, left + 8, 52, stroke=INK, stroke_width=1.5))
    parts.append(words("as it is run", left + 16, 49, font_size=SMALL))
    return "".join(parts)
