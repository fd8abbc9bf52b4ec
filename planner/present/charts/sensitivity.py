"""What of a week's answer stays where one setting is changed: plan, coverage, suggestions."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from planner.errors import PlannerError
from planner.present.charts.frame import (
    COLOURS,
    FAINT,
    INK,
    Spec,
    axis,
    field,
    framed,
    text_mark,
)
from planner.present.risk_sensitivity import Hangs, RiskSensitivityAnswer, TriedAnswer

_WIDTH, _ROW, _GAP = 190, 24, 18
_ALLOWED, _BREAKS = "keeps every rule", "breaks rules"
_LOOK = {_ALLOWED: ("circle", COLOURS[0]), _BREAKS: ("cross", COLOURS[1])}
_PANELS = (
    ("stays", "assignments that stay, %"),
    ("covered", "covered by urgency, %"),
    ("top", "first three suggestions the same, %"),
)


def sensitivity_chart(answer: RiskSensitivityAnswer) -> Spec:
    """Return three panels with a row for each value tried. Shares of nothing are left out."""
    rows = [_row(answer, each) for each in answer.tried]
    return framed(
        f"On which settings the answer hangs: {answer.agency}, {answer.date}",
        [
            "The week planned again with one setting changed at a time. A mark on the black line:"
            " nothing changes. Cross: the plan as it is would break rules under this value.",
        ],
        _description(answer),
        "Tier weights, half-life, exposure share, chance level: policy. Dose coefficient, cut-off:"
        " values from the literature."
        f" Stays: no other worker is better by more than {answer.same_cost / 1000:g} of an"
        " expected STS point." + _proven(answer),
        {
            "spacing": _GAP,
            "hconcat": [
                _panel(rows, name, title, answer, first=place == 0)
                for place, (name, title) in enumerate(_PANELS)
            ],
        },
    )


def read_answer(content: bytes, name: str) -> RiskSensitivityAnswer:
    """Return the answer in a file written by `risk sensitivity --json`.

    Raises
    ------
    PlannerError
        The file holds something else.
    """
    try:
        return RiskSensitivityAnswer.model_validate_json(content)
    except ValidationError:
        raise PlannerError(
            f"{name} is no answer of `caseload risk sensitivity`: write one with --json {name}."
        ) from None


def _row(answer: RiskSensitivityAnswer, tried: TriedAnswer) -> dict[str, Any]:
    in_force = next(each.in_force for each in answer.settings if each.setting == tried.setting)
    return {
        "setting": f"{tried.setting}: {in_force} → {tried.value}",
        "stays": _hundredths(tried.stays),
        "covered": _hundredths(tried.coverage),
        "top": _hundredths(tried.top),
        "plan": _BREAKS if tried.breaks else _ALLOWED,
        "stays_said": _said(tried.stays) + _unsure(tried),
        "covered_said": _said(tried.coverage) + ("" if tried.coverage_proven else "?"),
        "top_said": _said(tried.top),
    }


def _said(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f}"


def _unsure(tried: TriedAnswer) -> str:
    return "" if tried.stays is None or tried.stays_known else "?"


def _hundredths(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


def _panel(
    rows: Sequence[Mapping[str, Any]],
    name: str,
    title: str,
    answer: RiskSensitivityAnswer,
    *,
    first: bool,
) -> Spec:
    """Return one panel: how far each row falls short of the week as it is."""
    now = round(100 * answer.coverage, 1) if name == "covered" else 100.0
    values = [{**row, "now": now} for row in rows if row[name] is not None]
    labels: Spec = {"labelLimit": 330, "ticks": False, "domain": False, "grid": False}
    y = field(
        "setting",
        "nominal",
        sort=[row["setting"] for row in rows],
        axis=axis("", **labels) if first else None,
        scale={"domain": [row["setting"] for row in rows]},
    )
    scale = {"domain": [0, 100]}
    x = field(name, axis=axis(title, tickCount=5), scale=scale)
    looks = {"domain": list(_LOOK), "range": [shape for shape, _ in _LOOK.values()]}
    colours = {"domain": list(_LOOK), "range": [colour for _, colour in _LOOK.values()]}
    legend = {"title": "The plan as it is", "orient": "top"} if first else None
    plan = field("plan", "nominal", sort=list(_LOOK))
    colour = {**plan, "scale": colours, "legend": legend}
    return {
        "data": {"values": values},
        "width": _WIDTH,
        "height": {"step": _ROW},
        "layer": [
            {
                "data": {"values": [{"now": now}]},
                "mark": {"type": "rule", "color": INK},
                "encoding": {"x": field("now", scale=scale, axis=axis(title, tickCount=5))},
            },
            {
                "mark": {"type": "rule", "strokeWidth": 2},
                "encoding": {"x": x, "x2": {"field": "now"}, "y": y, "color": colour},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": {
                    "x": x,
                    "y": y,
                    "color": colour,
                    "shape": {**plan, "scale": looks, "legend": legend},
                },
            },
            {
                "mark": text_mark(FAINT, align="right", dx=-8),
                "encoding": {"x": x, "y": y, "text": {"field": f"{name}_said"}},
            },
        ],
    }


def _description(answer: RiskSensitivityAnswer) -> str:
    hangs = [each.setting for each in answer.settings if each.plan is Hangs.YES]
    told = "; ".join(
        f"{each.setting} {each.value}: "
        + ("-" if each.stays is None else f"{each.stays:.0%}{_unsure(each)} of the assignments stay")
        + f", {each.coverage:.0%} covered"
        + (", the plan as it is would break rules" if each.breaks else "")
        for each in answer.tried
    )
    on = ", ".join(hangs) or "none of the settings tried"
    return f"Who is proposed hangs on {on}. As it is, {answer.coverage:.0%} is covered. {told}."


def _proven(answer: RiskSensitivityAnswer) -> str:
    gaps = [each.gap for each in answer.tried]
    known = [gap for gap in gaps if gap is not None]
    said = f" No plan is cheaper by more than {100 * max(known):.1f} %." if known else ""
    unknown = len(gaps) - len(known)
    said += f" In {unknown} rows coverage is not proven." if unknown else ""
    marked = any(_unsure(each) or not each.coverage_proven for each in answer.tried)
    return said + (" ?: may be another once more is proven." if marked else "")
