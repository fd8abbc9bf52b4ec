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
    line,
    look_of,
    panels,
    path,
    upwards,
    words,
)
from planner.present.report.words import plain, policy

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 360.0, 190.0, 40.0, 346.0, 26.0, 156.0
_QUARTER = 13  # weeks
_BUDGET: Look = {"stroke": LIMIT, "stroke_width": 1.5}
_ACTION: Look = {"stroke": INK, "stroke_dasharray": "4 3"}


def fan(id: str, title: str, unit: str, series: Sequence[Series], order: Sequence[str]) -> str:
    """Return the charts, or nothing where there is nothing to draw."""
    drawn = [one for one in series if len(one.weeks)]
    if not drawn:
        return ""
    weeks = list(chain.from_iterable(one.weeks for one in drawn))
    first, last = float(min(weeks)), float(max(weeks))
    x = Scale(first, max(last, first + 1), _LEFT, _RIGHT, _ticks(first, last))
    y = scale(_heights(drawn), _BOTTOM, _TOP, zero=True)
    return panels(
        *(
            drawing(
                f"{id}-{place}",
                f"{title}: {policy(one.name)}",
                _told(unit, one),
                (_WIDTH, _HEIGHT),
                *_panel(one, look_of(one.name, order)[0], x, y),
            )
            for place, one in enumerate(drawn)
        )
    )


def _panel(one: Series, colour: str, x: Scale, y: Scale) -> list[str]:
    back = [(x(w), y(v)) for w, v in zip(one.weeks, one.high, strict=True)]
    band = [(x(w), y(v)) for w, v in zip(one.weeks, one.low, strict=True)] + back[::-1]
    middle = [(x(w), y(v)) for w, v in zip(one.weeks, one.middle, strict=True)]
    parts = [
        words(policy(one.name), _LEFT, 14, font_weight="bold"),
        upwards(y, _LEFT, _RIGHT),
        across(x, _BOTTOM, _BOTTOM),
        words("week", _RIGHT, _BOTTOM + 30, font_size=SMALL, fill=FAINT, text_anchor="end"),
        area(band, fill=colour, fill_opacity=0.25),
        path(middle, stroke=colour, stroke_width=2),
    ]
    ends: Look = {"font_size": SMALL, "text_anchor": "end", "stroke": "#ffffff", "stroke_width": 3}
    ends |= {"paint_order": "stroke"}  # a white edge, so that it is read upon lines
    if one.budget is not None:
        budget = [(x(w), y(v)) for w, v in zip(one.weeks, one.budget, strict=True)]
        parts.append(path(budget, **_BUDGET))
        parts.append(words("budget", _RIGHT, budget[-1][1] - 5, fill=LIMIT, **ends))
    if one.action_level is not None:
        at = y(one.action_level)
        parts.append(line(_LEFT, at, _RIGHT, at, **_ACTION))
        parts.append(words("action level", _RIGHT, at + 13, **ends))
    return parts


def _heights(series: Sequence[Series]) -> list[float]:
    found: list[float] = []
    for one in series:
        lines: list[Numbers] = [one.low, one.middle, one.high]
        lines += [one.budget] if one.budget is not None else []
        found += [float(value) for each in lines for value in each]
        found += [one.action_level] if one.action_level is not None else []
    return found


def _ticks(first: float, last: float) -> tuple[float, ...]:
    """Return the quarters of a year, or whole weeks where there are not two."""
    quarters = tuple(
        float(week)
        for week in range(_QUARTER, int(last) + 1, _QUARTER * (1 + int(last) // (8 * _QUARTER)))
        if week >= first
    )
    if len(quarters) > 1:
        return quarters
    weeks = scale([first, last], 0, 1).ticks
    return tuple(tick for tick in weeks if first <= tick <= last and tick == int(tick))


def _told(unit: str, one: Series) -> str:
    middle, low, high = (plain(round(float(edge[-1]), 1)) for edge in (one.middle, one.low, one.high))
    return f"By week, {unit}. In the last week {middle}, between {low} and {high}."
