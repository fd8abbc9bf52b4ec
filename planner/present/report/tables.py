"""The tables of a report: every number of its charts, differences in the same luck, assumptions."""

from collections.abc import Iterable, Sequence
from html import escape

from planner.present.policy_page import value_text
from planner.present.report.material import Assumption
from planner.present.report.sentences import told_apart
from planner.present.report.words import NOTHING, between, measure, number, policy
from planner.present.simulation import MeanAnswer, PairedAnswer, PolicyRunsAnswer


def policy_table(policies: Sequence[PolicyRunsAnswer]) -> str:
    """Return every measure of every policy, with its interval."""
    names = list(dict.fromkeys(name for one in policies for name in one.measures))
    rows = ([title(name), *(cell(one.measures.get(name), name) for one in policies)] for name in names)
    return table(["Measure", *(escape(policy(one.name)) for one in policies)], rows)


def paired_table(paired: Sequence[PairedAnswer]) -> str:
    """Return every difference; those that leave out zero are bold."""
    if not paired:
        return ""
    names = list(dict.fromkeys(name for one in paired for name in one.measures))
    rows = (
        [title(name), *(cell(one.measures.get(name), name, sign=True) for one in paired)]
        for name in names
    )
    heads = (f"{escape(policy(o.policy))} less {escape(policy(o.against))}" for o in paired)
    return table(["Measure", *heads], rows)


def assumption_table(assumptions: Sequence[Assumption]) -> str:
    """Return every number the runs are made with, and where it is from."""
    if not assumptions:
        return ""
    rows = (
        [
            escape(one.name.replace("_", " ")),
            f"{escape(value_text(one.setting.value))}<br><small>{escape(one.setting.unit)}</small>",
            escape(one.setting.meaning),
            _source(one),
        ]
        for one in assumptions
    )
    return table(["Number", "Value", "What it is", "Source"], rows)


def _source(one: Assumption) -> str:
    source = f": {escape(one.setting.source)}" if one.setting.source else ""
    return f"<b>{escape(one.setting.provenance)}</b>{source}"


def title(name: str) -> str:
    """Return what a measure is called, with its unit."""
    unit = measure(name).unit
    return escape(measure(name).title) + (f"<br><small>{escape(unit)}</small>" if unit else "")


def cell(mean: MeanAnswer | None, name: str, *, sign: bool = False, decimals: int | None = None) -> str:
    """Return a number with its interval; with `sign` a difference, bold where it leaves out zero."""
    if mean is None or mean.mean is None:
        return NOTHING
    told = number(mean.mean, name, sign=sign, decimals=decimals)
    if sign and told_apart(mean):
        told = f"<b>{told}</b>"
    return f"{told}<br><small>{escape(between(mean, name, sign=sign, decimals=decimals))}</small>"


def table(heads: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are HTML already; the first of each row heads it."""
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'
        for first, *rest in rows
    )
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
