"""What giving a case to another worker costs, goal by goal: from the plan's own cost to the other's."""

from planner.claims import Delta
from planner.present.charts.frame import (
    COLOURS,
    FAINT,
    GRID,
    INK,
    WIDTH,
    Spec,
    axis,
    field,
    framed,
    text_mark,
)
from planner.units import COST_POINTS_PER_STS_POINT

_ROW = 34
_TOTAL = "together"
_MORE, _LESS, _ALL = "costs more", "costs less", "together"


def waterfall_chart(delta: Delta) -> Spec:
    """Return one bar a goal, each from where the last one ends, and the sum; in STS points."""
    rows, at = [], 0.0
    for part in delta.parts:
        more = part.value / COST_POINTS_PER_STS_POINT
        rows.append(_row(part.goal, at, at + more, _MORE if more > 0 else _LESS))
        at += more
    total = delta.value / COST_POINTS_PER_STS_POINT
    rows.append(_row(_TOTAL, 0.0, total, _ALL))
    order = [row["goal"] for row in rows]
    y = field("goal", "nominal", sort=order, axis=axis("", ticks=False, domain=False, labelLimit=220))
    return framed(
        f"What it costs to give {delta.case} to {delta.worker}",
        [
            f"The cheapest plan that does so and places the same cases costs {total:+.3f} STS points"
            f" more. {_moves(delta)}",
        ],
        "; ".join(f"{row['goal']} {row['said']}" for row in rows) + " STS points.",
        "Cost is counted in expected STS points above the cut-off; what other goals weigh in them is"
        " policy. Signs of risk: the study (Sprang et al. 2023); magnitudes are borrowed from other"
        " literature.",
        {
            "data": {"values": rows},
            "width": WIDTH - 160,
            "height": {"step": _ROW},
            "layer": [
                {
                    "mark": {"type": "rule", "color": GRID, "strokeWidth": 2},
                    "encoding": {"x": {"datum": 0}},
                },
                {
                    "mark": {"type": "bar", "height": {"band": 0.6}},
                    "encoding": {
                        "x": field("begin", axis=axis("STS points, added to the plan's cost")),
                        "x2": {"field": "end"},
                        "y": y,
                        "color": field(
                            "kind",
                            "nominal",
                            scale={
                                "domain": [_MORE, _LESS, _ALL],
                                "range": [COLOURS[1], COLOURS[0], FAINT],
                            },
                            legend=None,
                        ),
                    },
                },
                {
                    "mark": text_mark(INK, align="left", dx=6),
                    "encoding": {
                        "x": field("right", scale={"zero": True}),
                        "y": y,
                        "text": {"field": "said"},
                    },
                },
            ],
        },
    )


def _row(goal: str, begin: float, end: float, kind: str) -> dict[str, str | float]:
    return {
        "goal": goal,
        "begin": begin,
        "end": end,
        "right": max(begin, end),
        "kind": kind,
        "said": f"{end - begin:+.3f}",
    }


def _moves(delta: Delta) -> str:
    others = [move for move in delta.moves if move.case != delta.case]
    if not others:
        return "Nothing else moves."
    named = ", ".join(f"{m.case} to {m.after.worker if m.after else 'nobody'}" for m in others)
    return f"What else moves: {named}."
