"""The harm curve of three made-up workers: what one more unit of dose does at three risk levels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from planner.domain import Policy, Setting, Team, Weights, Worker
from planner.present.charts.frame import (
    COLOURS,
    DASHES,
    FAINT,
    LIMIT,
    WIDTH,
    Spec,
    axis,
    card_source,
    field,
    framed,
    text_mark,
)
from planner.risk.card import Card
from planner.risk.harm import harm
from planner.risk.sts import ScoreLine, score_line
from planner.sourced import shipped

_HEIGHT, _FOR_WORDS = 380, 130
_NAMES = ("higher", "average", "lower")
_UNIT = 1000  # thousandths of an exposure unit
_WEEK = 37 * 60
_MONTHS = 12


@dataclass(frozen=True)
class _MadeUp:
    """A made-up worker: what they are called, and the line of their predicted score."""

    name: str
    years: int
    practice: int
    line: ScoreLine

    @property
    def said(self) -> list[str]:
        years = f"{self.years} year{'s' if self.years > 1 else ''}"
        return [f"{self.name} risk", f"{years} in the field,", f"STSI-OA {self.practice}"]


def harm_chart(card: Card, policy: Policy, weights: Weights, setting: Setting) -> Spec:
    """Return expected harm over planned dose for three made-up workers of a setting.

    Dose is in the units of the weights: an ordinary caseload predicts the same score under any.
    """
    cut_off = policy.sts_cut_off
    most = shipped(__package__, "made_up.toml")["most_dose"].number
    most = round(most * weights.scale)
    people = _people(card, weights, setting)
    curves = [
        {"who": one.name, "dose": dose, "harm": round(harm(one.line, dose * _UNIT, cut_off), 3)}
        for one in people
        for dose in range(most + 1)
    ]
    last = {row["who"]: row for row in curves if row["dose"] == most}
    ends = [last[one.name] | {"words": one.said} for one in people]
    reached = [
        {
            "who": one.name,
            "dose": round(at / _UNIT, 2),
            "harm": round(harm(one.line, round(at), cut_off), 3),
            "words": f"{at / _UNIT:.0f} units",
        }
        for one in people
        if 0 <= (at := (cut_off - one.line.base) / one.line.slope) <= most * _UNIT
    ]
    budget = policy.unit_budget / _UNIT
    drawing = _drawing(curves, ends, reached, cut_off)
    drawing["layer"] = [_upright(budget), *_level(reached, cut_off), *drawing["layer"]]
    return framed(
        "One more unit of dose costs more, the more risk and dose there is already",
        [
            f"Three made-up workers in {setting.replace('-', ' ')}, nobody real. Harm counts from a"
            f" score of {cut_off}, a policy and no diagnosis. Each curve rises ever more steeply and"
            " never flattens. STSI-OA: STS-informed practice of the organisation, 0 to 200.",
        ],
        "Expected STSS points above the cut-off over planned dose, for three made-up workers. At"
        f" {most} units a week: "
        + "; ".join(f"{row['harm']:.1f} at {row['who']} risk" for row in ends)
        + ". The last unit adds "
        + ", ".join(f"{_slope(curves, one.name, most):.2f} at {one.name} risk" for one in people)
        + ". The predicted score itself reaches the cut-off "
        + ", ".join(f"at {row['words']} at {row['who']} risk" for row in reached)
        + f". A full-time budget is {budget:g} units.",
        f"{card_source(card)} The score is a straight line in dose; people differ around it by"
        f" {people[0].line.spread:.1f} points (SD).",
        drawing,
    )


Rows: TypeAlias = Sequence[Mapping[str, Any]]


def _drawing(curves: Rows, ends: Rows, reached: Rows, cut_off: int) -> Spec:
    x = field("dose", axis=axis("planned dose, exposure units a week (mean of the coming weeks)"))
    y = field("harm", axis=axis(f"expected harm, STSS points above {cut_off}", tickCount=7))
    order = list(_NAMES)
    colour = field(
        "who", "nominal", legend=None, scale={"domain": order, "range": list(COLOURS[: len(order)])}
    )
    dash = {**colour, "scale": {"domain": order, "range": list(DASHES[: len(order)])}}
    words = {"field": "words"}
    return {
        "width": WIDTH - _FOR_WORDS,
        "height": _HEIGHT,
        "layer": [
            {
                "data": {"values": curves},
                "mark": {"type": "line", "strokeWidth": 2.5},
                "encoding": {"x": x, "y": y, "color": colour, "strokeDash": dash},
            },
            {
                "data": {"values": ends},
                "mark": text_mark(align="left", dx=8, dy=-12, lineHeight=15),
                "encoding": {"x": x, "y": y, "text": words, "color": colour},
            },
            {
                "data": {"values": reached},
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": {"x": x, "y": y, "color": colour},
            },
            {
                "data": {"values": reached},
                "mark": text_mark(align="right", dx=-8, dy=-10),
                "encoding": {"x": x, "y": y, "text": words, "color": colour},
            },
        ],
    }


def _level(reached: Rows, cut_off: int) -> list[Spec]:
    """Return the level at which a predicted score reaches the cut-off, the same for all of a setting."""
    if not reached:
        return []
    values = [{"harm": reached[0]["harm"], "words": f"predicted score reaches {cut_off}"}]
    y = field("harm")
    return [
        {
            "data": {"values": values},
            "mark": {"type": "rule", "color": FAINT, "strokeDash": [2, 3]},
            "encoding": {"y": y},
        },
        {
            "data": {"values": values},
            "mark": text_mark(FAINT, align="left", baseline="bottom", dx=5, dy=-3),
            "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "words"}},
        },
    ]


def _people(card: Card, weights: Weights, setting: Setting) -> list[_MadeUp]:
    """Return the made-up workers, the highest predicted score first."""
    made_up = shipped(__package__, "made_up.toml")
    years, practice = made_up["years_in_field"].numbers, made_up["sts_informed_score"].numbers
    found = []
    for name, in_field, score in zip(_NAMES, years, practice, strict=True):
        line = score_line(_worker(in_field), _team(setting, score), card, 0)
        found.append(_MadeUp(name, in_field, score, line.counted_in(weights)))
    return found


def _worker(years: int) -> Worker:
    months = years * _MONTHS
    return Worker(
        id="w-0",
        team="blue",
        offices=("north",),
        fte=1000,
        week=_WEEK,
        months_in_field=months,
        months_in_post=months,
        languages=("english",),
    )


def _team(setting: Setting, score: int) -> Team:
    return Team(
        id="blue", office="north", setting=setting, sts_informed_score=score, sts_informed_respondents=5
    )


def _slope(curves: Rows, who: str, most: int) -> float:
    """Return what the last unit drawn adds to a worker's harm."""
    at = {row["dose"]: float(row["harm"]) for row in curves if row["who"] == who}
    return at[most] - at[most - 1]


def _upright(budget: float) -> Spec:
    """Return the budget, upright and named."""
    values = [{"dose": budget, "words": f"full-time budget, {budget:g} units"}]
    x = field("dose")
    return {
        "data": {"values": values},
        "layer": [
            {"mark": {"type": "rule", "color": LIMIT, "strokeDash": [4, 3]}, "encoding": {"x": x}},
            {
                "mark": text_mark(LIMIT, align="right", dx=-5, baseline="top"),
                "encoding": {"x": x, "y": {"value": 2}, "text": {"field": "words"}},
            },
        ],
    }
