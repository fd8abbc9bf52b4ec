"""How lines over weeks are drawn, each named beside its end so that nothing hangs on colour alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.present.charts.frame import FAINT, WIDTH, Spec, axis, field, text_mark
from planner.problem.arrays import Floats

_HEIGHT, _FOR_WORDS, _APART = 360, 150, 16
_EVERY = 4  # weeks
_ABOVE = 1.08  # the highest amount times this is the top
_WEEK = "datum.value == 0 ? 'today' : (datum.value > 0 ? '+' : '-') + abs(datum.value)"


@dataclass(frozen=True)
class Line:
    """Amounts at the ends of weeks counted from today; `name` stands beside its last one."""

    name: str
    colour: str
    dash: tuple[int, ...]
    first_week: int
    amounts: Floats
    step: bool = False

    @property
    def values(self) -> list[Spec]:
        return [
            {"week": self.first_week + place, "amount": round(float(amount), 3)}
            for place, amount in enumerate(self.amounts)
        ]


@dataclass(frozen=True)
class Band:
    """An area between two amounts at the ends of weeks counted from today."""

    name: str
    colour: str
    first_week: int
    low: Floats
    high: Floats

    @property
    def values(self) -> list[Spec]:
        return [
            {"week": self.first_week + place, "low": round(float(low), 3), "high": round(float(high), 3)}
            for place, (low, high) in enumerate(zip(self.low, self.high, strict=True))
        ]


def over_time(lines: Sequence[Line], bands: Sequence[Band], amount: str) -> Spec:
    """Return lines and bands over weeks. `amount`: what is drawn, with its unit."""
    highest = max(float(each.amounts.max()) for each in lines)
    highest = max([highest, *(float(band.high.max()) for band in bands)]) * _ABOVE
    top = max(highest, 1.0)
    x = field(
        "week",
        axis=axis("weeks from today", values=_ticks(lines), labelExpr=_WEEK),
        scale={"nice": False, "zero": False},
    )
    scale = {"domain": [0, round(top, 3)], "nice": False}
    y = field("amount", axis=axis(amount), scale=scale)
    return {
        "width": WIDTH - _FOR_WORDS,
        "height": _HEIGHT,
        "layer": [
            *([_today()] if min(each.first_week for each in lines) < 0 else []),
            *(_band(band, x, scale) for band in bands),
            *(_line(each, x, y) for each in lines),
            *_names(lines, bands, x, y, top),
        ],
    }


def _ticks(lines: Sequence[Line]) -> list[int]:
    weeks = [row["week"] for each in lines for row in each.values]
    first = min(weeks)
    return [week for week in range(first, max(weeks) + 1) if week % _EVERY == 0 or week == first]


def _today() -> Spec:
    return {
        "data": {"values": [{"week": 0}]},
        "mark": {"type": "rule", "color": FAINT, "strokeDash": [1, 3]},
        "encoding": {"x": field("week")},
    }


def _line(line: Line, x: Spec, y: Spec) -> Spec:
    mark: Spec = {
        "type": "line",
        "color": line.colour,
        "strokeWidth": 1.8 if line.step else 2.6,
        "strokeDash": list(line.dash),
    }
    if line.step:
        mark["interpolate"] = "step-before"
    return {"data": {"values": line.values}, "mark": mark, "encoding": {"x": x, "y": y}}


def _band(band: Band, x: Spec, scale: Spec) -> Spec:
    return {
        "data": {"values": band.values},
        "mark": {"type": "area", "color": band.colour, "opacity": 0.22},
        "encoding": {"x": x, "y": field("low", scale=scale), "y2": {"field": "high"}},
    }


def _names(lines: Sequence[Line], bands: Sequence[Band], x: Spec, y: Spec, top: float) -> list[Spec]:
    """Return the names beside the last week drawn, moved apart where they would touch.

    A line that ends before, such as what is past, is named at its own end.
    """
    last = max(row["week"] for each in lines for row in each.values)
    ends = [
        (float(each.amounts[-1]), each.name, each.colour)
        for each in lines
        if each.values[-1]["week"] == last
    ]
    ends += [(float(band.high[-1]), band.name, band.colour) for band in bands]
    at = {"x": x, "y": y}
    marks = [
        _name(name, colour, (last, amount), {"dx": 8}, at)
        for amount, name, colour in _moved_apart(sorted(ends), top)
    ]
    for each in lines:
        if each.values[-1]["week"] < last:
            place = (each.first_week, float(each.amounts[:_EVERY].max()))
            marks.append(_name(each.name, each.colour, place, {"dx": 6, "dy": -12}, at))
    return marks


def _moved_apart(ends: Sequence[tuple[float, str, str]], top: float) -> list[tuple[float, str, str]]:
    """Return names from below with at least a line of text between them."""
    least = _APART * top / _HEIGHT
    placed: list[tuple[float, str, str]] = []
    for amount, name, colour in ends:
        at = max(amount, placed[-1][0] + least) if placed else amount
        placed.append((at, name, colour))
    return placed


def _name(name: str, colour: str, place: tuple[int, float], look: Spec, at: Spec) -> Spec:
    week, amount = place
    return {
        "data": {"values": [{"week": week, "amount": round(amount, 3), "words": name}]},
        "mark": text_mark(colour, align="left", baseline="middle", **look),
        "encoding": {**at, "text": {"field": "words"}},
    }
