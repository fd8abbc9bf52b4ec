"""Charts by week: a panel for each policy, all on one scale, with a band and what it is read against."""

from collections.abc import Sequence
from itertools import chain

from planner.present.report.material import Numbers, Series
from planner.present.report.scale import Scale, scale
from planner.present.report.svg import (
    FAINT,
    INK,
    LIMIT,
    SMALL,
    Look,
    across,
    area,
    drawing,
    element,
    line,
    look_of,
    path,
    upwards,
    words,
)
from planner.present.report.words import plain, policy

_WIDTH, _PANEL, _GAP = 720.0, 120.0, 46.0
_LEFT, _BETWEEN, _TOP = 40.0, 56.0, 44.0
_BUDGET: Look = {"stroke": LIMIT, "stroke_width": 1.5}
_ACTION: Look = {"stroke": INK, "stroke_dasharray": "4 3"}


def fan(id: str, title: str, unit: str, series: Sequence[Series], order: Sequence[str]) -> str:
    """Return the chart, or nothing where there is nothing to draw."""
    drawn = [one for one in series if len(one.weeks)]
    if not drawn:
        return ""
    columns = min(2, len(drawn))
    rows = -(-len(drawn) // columns)
    panel = (_WIDTH - _LEFT - 14 - _BETWEEN * (columns - 1)) / columns
    height = _TOP + rows * (_PANEL + _GAP)
    inside = [words(unit, 0, 12, font_size=SMALL, fill=FAINT), _key(drawn)]
    heights, weeks = _heights(drawn), list(chain.from_iterable(one.weeks for one in drawn))
    for place, one in enumerate(drawn):
        left = _LEFT + (place % columns) * (panel + _BETWEEN)
        top = _TOP + (place // columns) * (_PANEL + _GAP)
        x = scale(weeks, left, left + panel)
        x = Scale(min(weeks), max(max(weeks), min(weeks) + 1), left, left + panel, _ticks(x, weeks))
        y = scale(heights, top + _PANEL, top, zero=True)
        inside.append(_panel(one, look_of(one.name, order)[0], x, y))
    inside.append(words("week", _WIDTH - 14, height - 4, font_size=SMALL, fill=FAINT, text_anchor="end"))
    return drawing(id, title, _told(unit, drawn), (_WIDTH, height), *inside)


def _panel(one: Series, colour: str, x: Scale, y: Scale) -> str:
    left, right = x.first, x.last
    back = [(x(w), y(v)) for w, v in zip(one.weeks, one.high, strict=True)]
    band = [(x(w), y(v)) for w, v in zip(one.weeks, one.low, strict=True)] + back[::-1]
    middle = [(x(w), y(v)) for w, v in zip(one.weeks, one.middle, strict=True)]
    parts = [
        words(policy(one.name), left, y.last - 8, font_weight="bold"),
        upwards(y, left, right),
        across(x, y.first, y.first),
        area(band, fill=colour, fill_opacity=0.25),
        path(middle, stroke=colour, stroke_width=2),
    ]
    if one.budget is not None:
        budget = [(x(w), y(v)) for w, v in zip(one.weeks, one.budget, strict=True)]
        parts.append(path(budget, **_BUDGET))
    if one.action_level is not None:
        at = y(one.action_level)
        parts.append(line(left, at, right, at, **_ACTION))
    return element("g", *parts)


def _key(series: Sequence[Series]) -> str:
    """Return what the limits look like, beside the unit."""
    parts, at = [], _WIDTH - 14
    for name, look, there in (
        ("action level", _ACTION, any(one.action_level is not None for one in series)),
        ("budget", _BUDGET, any(one.budget is not None for one in series)),
    ):
        if there:
            parts.append(words(name, at, 12, font_size=SMALL, text_anchor="end"))
            at -= 6 * len(name) + 8
            parts.append(line(at - 24, 8, at, 8, **look))
            at -= 40
    return "".join(parts)


def _heights(series: Sequence[Series]) -> list[float]:
    found: list[float] = []
    for one in series:
        lines: list[Numbers] = [one.low, one.middle, one.high]
        lines += [one.budget] if one.budget is not None else []
        found += [float(value) for each in lines for value in each]
        found += [one.action_level] if one.action_level is not None else []
    return found


def _ticks(x: Scale, weeks: Sequence[float]) -> tuple[float, ...]:
    return tuple(tick for tick in x.ticks if min(weeks) <= tick <= max(weeks) and tick == int(tick))


def _told(unit: str, series: Sequence[Series]) -> str:
    said = [
        f"{policy(one.name)}: in the last week {plain(round(float(one.middle[-1]), 1))},"
        f" between {plain(round(float(one.low[-1]), 1))} and {plain(round(float(one.high[-1]), 1))}"
        for one in series
    ]
    return f"By week, {unit}. {'; '.join(said)}."
