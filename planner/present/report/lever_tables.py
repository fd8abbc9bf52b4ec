"""The tables of levers: what each costs and does for it, and by how much each measure differs."""

from collections.abc import Mapping, Sequence
from html import escape

from planner.present.report.lever_words import cost_text, for_unit, unit_of, worth_text
from planner.present.report.tables import cell, table, title
from planner.present.report.words import HEADLINES, NOTHING, fine
from planner.present.simulation import LeverAnswer, MeanAnswer


def cost_table(levers: Sequence[LeverAnswer], ranked: str, changes: Mapping[str, Sequence[str]]) -> str:
    """Return each lever in its order, with its cost, what it does for that, and what can be said.

    `changes`: what each changes, in sentences.
    """
    unit = unit_of(levers)
    heads = ["Lever", "Costs", title(ranked), f"For {unit}", "So it", "As good for its cost at"]
    places = fine((_mean(for_unit(lever), ranked) for lever in levers), ranked)
    rows = (
        [
            f"{escape(lever.name)}<br><small>{escape(' '.join(changes.get(lever.name, ())))}</small>",
            escape(cost_text(lever)),
            cell(lever.measures.get(ranked), ranked, sign=True),
            cell(for_unit(lever).get(ranked), ranked, sign=True, decimals=places),
            escape(lever.standing),
            escape(worth_text(lever, levers) or NOTHING),
        ]
        for lever in levers
    )
    return table(heads, rows)


def measure_table(levers: Sequence[LeverAnswer], ranked: str) -> str:
    """Return by how much each headline measure differs with each lever."""
    names = [name for name in HEADLINES if name != ranked]
    rows = (
        [escape(lever.name), *(cell(lever.measures.get(name), name, sign=True) for name in names)]
        for lever in levers
    )
    return table(["Lever", *map(title, names)], rows)


def _mean(measures: dict[str, MeanAnswer], name: str) -> float | None:
    mean = measures.get(name)
    return None if mean is None else mean.mean
