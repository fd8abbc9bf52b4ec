"""What levers do for their cost, and what an answer hangs on, as tables on a terminal."""

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from planner.present.report.hanging import at, hangs_on, moves
from planner.present.report.lever_words import (
    cost_text,
    for_unit,
    unit_of,
    worth_text,
)
from planner.present.report.words import HEADLINES, NOTHING, between, fine, measure, number
from planner.present.simulation import (
    LeverAnswer,
    MeanAnswer,
    SensitivitiesAnswer,
    SimulationAnswer,
)


def lever_parts(answer: SimulationAnswer) -> Iterator[RenderableType]:
    """Yield what can be said of the levers, those that help most for their cost first."""
    if not answer.levers:
        return
    levers, ranked = answer.levers, answer.rank_by or ""
    yield _costs(levers, ranked)
    yield Text("By how much each measure differs with the lever, run by run:")
    yield _measures(levers, ranked)


def sensitivity_parts(found: SensitivitiesAnswer) -> Iterator[RenderableType]:
    """Yield what each measure comes to at the low and the high value of what moves it."""
    yield Text("What it hangs on", style="bold")
    yield Text(f"Each number alone at its low and its high value; {found.runs} runs, in the same luck.")
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for head in ("Number", "Low", "Now", "High", *(measure(name).title for name in HEADLINES)):
        table.add_column(head, justify="left" if head == "Number" else "right")
    for one in found.numbers:
        cells = (
            f"{number(at(one.low, name), name)} to {number(at(one.high, name), name)}"
            if moves(one, name)
            else NOTHING
            for name in HEADLINES
        )
        values = (f"{value:,}" for value in (one.low.value, one.value, one.high.value))
        table.add_row(one.name.replace("_", " "), *values, *cells)
    yield table
    yield Text(f"From the low to the high value; {NOTHING}: moved by no more than chance.")
    for title, said in hangs_on(found):
        yield Text(f"  {title}: {said}")


def _costs(levers: list[LeverAnswer], ranked: str) -> Table:
    how = measure(ranked)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    heads = (
        "Lever",
        "Costs",
        f"{how.title}, {how.unit}",
        f"For {unit_of(levers)}",
        "So it",
        "As good at",
    )
    for head in heads:
        table.add_column(head)
    places = fine((_mean(for_unit(lever).get(ranked)) for lever in levers), ranked)
    for lever in levers:
        table.add_row(
            lever.name,
            cost_text(lever),
            _cell(lever.measures.get(ranked), ranked),
            _cell(for_unit(lever).get(ranked), ranked, places),
            lever.standing,
            worth_text(lever, levers) or NOTHING,
        )
    return table


def _measures(levers: list[LeverAnswer], ranked: str) -> Table:
    names = [name for name in HEADLINES if name != ranked]
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for head in ("Lever", *(f"{measure(name).title}, {measure(name).unit}" for name in names)):
        table.add_column(head)
    for lever in levers:
        table.add_row(lever.name, *(_cell(lever.measures.get(name), name) for name in names))
    return table


def _cell(mean: MeanAnswer | None, name: str, decimals: int | None = None) -> str:
    if _mean(mean) is None or mean is None:
        return NOTHING
    told = number(mean.mean, name, sign=True, decimals=decimals)
    return f"{told}\n({between(mean, name, sign=True, decimals=decimals)})"


def _mean(mean: MeanAnswer | None) -> float | None:
    return None if mean is None else mean.mean
