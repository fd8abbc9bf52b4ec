"""Two kept runs side by side, as tables on a terminal."""

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.present.report.words import policy
from planner.present.side_by_side import (
    ArmsSideBySideAnswer,
    KeptRunAnswer,
    SideBySideAnswer,
)
from planner.present.simulation_tables import (
    MAY_BE_CHANCE,
    NOT_KNOWN,
    SAME,
    difference,
    measures_table,
    shown,
    themes,
)


def side_by_side_page(answer: SideBySideAnswer) -> RenderableType:
    """Return what the runs are, in what they differ, and each arm of both."""
    parts: list[RenderableType] = [_run("First", answer.first), _run("Second", answer.second), Text("")]
    parts.append(
        _differ(answer) if answer.differ else Text("They were asked the same in every respect.")
    )
    half = f"± is half the width of the {100 * answer.confidence:g} % interval."
    parts.append(Text(f"{_luck(answer)} {half} {MAY_BE_CHANCE}"))
    parts.extend(part for arms in answer.arms for part in _arms(arms))
    alone = [("first", answer.only_first), ("second", answer.only_second)]
    parts.extend(
        Text(f"Only in the {which}: {', '.join(map(policy, names))}.") for which, names in alone if names
    )
    return Group(*parts)


def _run(which: str, run: KeptRunAnswer) -> Text:
    return Text(f"{which}: {run.question} {run.agency}, {run.runs} runs, kept in {run.folder}")


def _differ(answer: SideBySideAnswer) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for title in ("They differ in", "first", "second"):
        table.add_column(title)
    for each in answer.differ:
        table.add_row(Text(each.what), Text(each.first), Text(each.second))
    return table


def _luck(answer: SideBySideAnswer) -> str:
    if answer.paired:
        return (
            f"{answer.shared} runs of both met the same luck, so the differences are taken run by run."
        )
    return "The two met different luck, so that only large differences can be told from chance."


def _arms(arms: ArmsSideBySideAnswer) -> list[RenderableType]:
    title = policy(arms.first)
    if arms.second != arms.first:
        title = f"{title} in the first, {policy(arms.second)} in the second"
    elif arms.first_policy != arms.second_policy:
        first, second = policy(arms.first_policy), policy(arms.second_policy)
        title = f"{title}, under {first} in the first and {second} in the second"
    told = {difference(name, each.difference) for name, each in arms.measures.items()}
    if told - {NOT_KNOWN} == {SAME}:
        return [Text(""), Text(f"{title}: the same in every run and measure.", style="bold")]
    parts: list[RenderableType] = [Text(""), Text(title, style="bold")]
    for heading, columns in themes(list(arms.measures)):
        table = measures_table(heading, columns)
        pairs = [(name, arms.measures[name]) for name in columns]
        table.add_row("First", *(shown(name, each.first) for name, each in pairs))
        table.add_row("Second", *(shown(name, each.second) for name, each in pairs))
        table.add_row("Second less first", *(difference(name, each.difference) for name, each in pairs))
        parts.append(table)
    return parts
