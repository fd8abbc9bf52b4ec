"""How a drawing is written: elements of SVG as text, with a title and a description to be read aloud."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap
from typing import TypeAlias

from planner.present.report.scale import Scale
from planner.present.report.words import plain

# Okabe and Ito's colours, told apart by people who do not see all colours; each has its own dashes.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#a0508a", "#7a6000", "#3a8fc0", "#444444")
DASHES = ("", "7 3", "2 3", "9 3 2 3", "5 2 1 2 1 2", "12 4", "3 2")
INK, FAINT, GRID, LIMIT = "#222222", "#5c5c5c", "#dddddd", "#8a1c1c"
_MOST_LINES = 3
Look: TypeAlias = dict[str, str | float]
TEXT = 13
SMALL = 12
LINE = 14.0  # from one line of small text to the next


def element(tag: str, *inside: str, **attributes: str | float) -> str:
    """Return an element; `stroke_width` becomes `stroke-width`, numbers are cut to two decimals."""
    pairs = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_short(value))}"'
        for name, value in attributes.items()
        if value != ""
    )
    return f"<{tag}{pairs}>{''.join(inside)}</{tag}>" if inside else f"<{tag}{pairs}/>"


def words(text: str, x: float, y: float, **attributes: str | float) -> str:
    """Return a line of text."""
    look: Look = {"font_size": TEXT, "fill": INK}
    return element("text", escape(text), x=x, y=y, **(look | attributes))


def lines(text: str, letters: int, x: float, y: float, **attributes: str | float) -> str:
    """Return text broken into lines of so many letters, centred on a height; at most three lines."""
    broken = wrap(text, letters, max_lines=_MOST_LINES, placeholder=" …")
    first = y + 4 - (len(broken) - 1) * LINE / 2
    return "".join(
        words(one, x, first + place * LINE, **({"font_size": SMALL} | attributes))
        for place, one in enumerate(broken)
    )


def panels(*drawings: str) -> str:
    """Return drawings side by side, or below each other where there is no room."""
    return f'<div class="panels">{"".join(drawings)}</div>' if drawings else ""


def line(x1: float, y1: float, x2: float, y2: float, **attributes: str | float) -> str:
    """Return a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **({"stroke": INK} | attributes))


def path(points: list[tuple[float, float]], **attributes: str | float) -> str:
    """Return a line through points."""
    way = " ".join(f"{_short(x)},{_short(y)}" for x, y in points)
    return element("polyline", points=way, **({"fill": "none", "stroke": INK} | attributes))


def area(points: list[tuple[float, float]], **attributes: str | float) -> str:
    """Return a filled shape."""
    way = " ".join(f"{_short(x)},{_short(y)}" for x, y in points)
    return element("polygon", points=way, **attributes)


def drawing(id: str, title: str, told: str, size: tuple[float, float], *inside: str) -> str:
    """Return a whole drawing, no wider than `size` says. `told` says in words what it shows."""
    width, height = size
    return element(
        "svg",
        element("title", escape(title), id=f"{id}-title"),
        element("desc", escape(told), id=f"{id}-desc"),
        *inside,
        width=width,
        viewBox=f"0 0 {_short(width)} {_short(height)}",
        role="img",
        aria_labelledby=f"{id}-title {id}-desc",
    )


def across(scale: Scale, top: float, bottom: float) -> str:
    """Return a horizontal axis: ticks with their numbers, and faint lines up."""
    lines = [line(scale(tick), top, scale(tick), bottom, stroke=GRID) for tick in scale.ticks]
    below: Look = {"text_anchor": "middle", "font_size": SMALL, "fill": FAINT}
    numbers = [words(plain(tick), scale(tick), bottom + 14, **below) for tick in scale.ticks]
    return "".join(lines + numbers)


def upwards(scale: Scale, left: float, right: float) -> str:
    """Return a vertical axis: ticks with their numbers, and faint lines across."""
    lines = [line(left, scale(tick), right, scale(tick), stroke=GRID) for tick in scale.ticks]
    beside: Look = {"text_anchor": "end", "font_size": SMALL, "fill": FAINT}
    numbers = [words(plain(tick), left - 6, scale(tick) + 4, **beside) for tick in scale.ticks]
    return "".join(lines + numbers)


def whisker(ends: Sequence[float], middle: float, y: float, colour: str, *, hollow: bool = False) -> str:
    """Return a point with its interval. `ends`: two places, or none where there is no interval."""
    parts = []
    if ends:
        parts = [line(ends[0], y, ends[1], y, stroke=colour, stroke_width=3)]
        parts += [line(end, y - 5, end, y + 5, stroke=colour, stroke_width=1.5) for end in ends]
    inside = "#ffffff" if hollow else colour
    edge = colour if hollow else INK
    return "".join([*parts, element("circle", cx=middle, cy=y, r=4, fill=inside, stroke=edge)])


def _short(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def look_of(name: str, order: Sequence[str]) -> tuple[str, str]:
    """Return the colour and the dashes of a policy: the same in every chart of a page."""
    place = order.index(name) if name in order else len(order)
    return COLOURS[place % len(COLOURS)], DASHES[place % len(DASHES)]
