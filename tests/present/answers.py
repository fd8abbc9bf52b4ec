"""Answers about levers and about what hangs on which number, made up in a line each."""

from io import StringIO
from typing import Any

from rich.console import Console

from planner.present.simulation import (
    EndAnswer,
    LeverAnswer,
    MeanAnswer,
    PairedAnswer,
    PolicyRunsAnswer,
    SensitivitiesAnswer,
    SensitivityAnswer,
    SimulationAnswer,
    Standing,
)
from planner.present.simulation_tables import simulation_page

WAITS = "waiting_days"
MINUS = "\N{MINUS SIGN}"


def mean(value: float | None, half: float | None = 0.1) -> MeanAnswer:
    """Return a mean give or take a half; without it, one too few runs were made for."""
    if value is None or half is None:
        return MeanAnswer(mean=value, low=None, high=None)
    return MeanAnswer(mean=value, low=value - half, high=value + half)


def a_lever(name: str, days: float, standing: Standing = Standing.BEST, **fields: Any) -> LeverAnswer:
    """Return a lever that adds so many days of waiting, and costs 20,000 where nothing else is said."""
    plain: dict[str, Any] = {
        "name": name,
        "cost": 20_000,
        "posts": None,
        "measures": {WAITS: mean(days), "coverage": mean(0.01, 0.02)},
        "per_10000": {WAITS: mean(days / 2)},
        "per_post": {},
        "standing": standing,
        "as_good_at": None,
    }
    return LeverAnswer.model_validate(plain | fields)


def an_answer(*levers: LeverAnswer, **fields: Any) -> SimulationAnswer:
    """Return an answer of the leading policy alone, with some levers."""
    plain: dict[str, Any] = {
        "question": "Which lever helps most?",
        "runs": 12,
        "policies": [PolicyRunsAnswer(name="caseload", measures={WAITS: mean(20)})],
        "paired": [],
        "rank_by": WAITS if levers else None,
        "levers": levers,
    }
    return SimulationAnswer.model_validate(plain | fields)


def an_end(
    value: int, days: float, differs: float, less: float | None = None, shifts: float | None = None
) -> EndAnswer:
    """Return what comes out at one end: days of waiting, against now, and against rotation.

    `shifts`: how the difference to rotation differs from what it is now.
    """
    return EndAnswer(
        value=value,
        measures={WAITS: mean(days)},
        differs={WAITS: mean(differs)},
        paired={} if less is None else {WAITS: mean(less)},
        shifts={} if shifts is None else {WAITS: mean(shifts)},
    )


def a_number(name: str, low: EndAnswer, high: EndAnswer, value: int = 4) -> SensitivityAnswer:
    """Return how much hangs on a number."""
    return SensitivityAnswer(name=name, unit="weeks", value=value, ends="a choice", low=low, high=high)


def sensitivities(*numbers: SensitivityAnswer, less: float | None = None) -> SensitivitiesAnswer:
    """Return how much hangs on some numbers; twenty days of waiting now."""
    return SensitivitiesAnswer(
        runs=5,
        against=None if less is None else "rotation",
        measures={WAITS: mean(20)},
        paired={} if less is None else {WAITS: mean(less)},
        numbers=list(numbers),
    )


def printed(answer: SimulationAnswer) -> str:
    """Return what a terminal shows of an answer."""
    console = Console(width=110, file=StringIO(), record=True)
    console.print(simulation_page(answer, (), 0.95))
    return console.export_text()


def against_rotation(less: float) -> PairedAnswer:
    """Return the leading policy less rotation."""
    return PairedAnswer(policy="caseload", against="rotation", measures={WAITS: mean(less)})
