"""What a simulation answers, as tables on a terminal."""

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.present.lever_tables import lever_parts, sensitivity_parts
from planner.present.report.words import measure, number, policy
from planner.present.simulation import MeanAnswer, SimulationAnswer

MOST_COLUMNS = 5
MAY_BE_CHANCE = "A difference marked ? may be chance."
_NAME, _CELL = 28, 15  # characters
NOT_KNOWN = "not known"
SAME = "the same"
_THEMES = {
    "What workers carry": (
        "weeks_over_budget",
        "weeks_over_action_level",
        "harm_per_worker",
        "largest_share",
        "burden_gini",
    ),
    "How cases wait": (
        "waiting_days",
        "severe_waiting_days",
        "severe_waiting",
        "in_time",
        "unassigned",
    ),
    "What gets done, and by whom": ("coverage", "hours_used", "continuity", "turnover"),
    "What it comes to": ("expected_harm", "share_over_budget", "cost"),
}


def simulation_page(answer: SimulationAnswer, said: Iterable[str], confidence: float) -> RenderableType:
    """Return the answer in sentences, the policies side by side, and how the leading one differs.

    `said`: the sentences; `confidence`: of the intervals.
    """
    alone = not answer.paired
    parts: list[RenderableType] = [
        Text(answer.question, style="bold"),
        Text(""),
        *map(Text, said),
        Text(""),
        Text(
            f"{answer.runs} runs of each, all in the same luck: means, ± half the width of the"
            f" {100 * confidence:g} % interval." + ("" if alone else " " + MAY_BE_CHANCE)
        ),
    ]
    known = {n for each in answer.policies for n, m in each.measures.items() if m.mean is not None}
    names = [name for name in answer.policies[0].measures if name in known]
    parts.extend(_theme(answer, title, columns) for title, columns in themes(names))
    parts.extend(lever_parts(answer))
    if answer.sensitivity is not None:
        parts.extend(sensitivity_parts(answer.sensitivity))
    parts.append(Text("Made-up years of a model: what they leave out stands in docs/simulation.md."))
    return Group(*parts)


def themes(names: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return measures by what they are about, no more at once than fit beside each other."""
    found = [(title, [name for name in mine if name in names]) for title, mine in _THEMES.items()]
    found.append(("Also", [name for name in names if not any(name in m for m in _THEMES.values())]))
    return [
        (title, mine[at : at + MOST_COLUMNS])
        for title, mine in found
        for at in range(0, len(mine), MOST_COLUMNS)
    ]


def _theme(answer: SimulationAnswer, title: str, columns: Sequence[str]) -> Table:
    table = measures_table(title, columns)
    for each in answer.policies:
        table.add_row(policy(each.name), *(shown(name, each.measures.get(name)) for name in columns))
    if answer.paired:
        table.add_section()
        table.add_row(Text(f"{policy(answer.paired[0].policy)} less", style="bold"))
    for pair in answer.paired:
        told = (difference(name, pair.measures.get(name)) for name in columns)
        table.add_row(policy(pair.against), *told)
    return table


def measures_table(title: str, columns: Sequence[str]) -> Table:
    """Return an empty table with a column for each measure, its unit below its title."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=0)
    table.add_column(title, vertical="bottom", min_width=_NAME, max_width=_NAME)
    for name in columns:
        known = measure(name)
        heading = f"{known.title}\n{known.unit}" if known.unit else known.title
        table.add_column(heading, justify="right", vertical="bottom", width=_CELL)
    return table


def shown(name: str, mean: MeanAnswer | None, *, sign: bool = False) -> str:
    """Return a mean and half the width of its interval."""
    if mean is None or mean.mean is None:
        return NOT_KNOWN
    text = number(mean.mean, name, sign=sign)
    if mean.low is None or mean.high is None:
        return text
    return f"{text} ±{number((mean.high - mean.low) / 2, name)}"


def difference(name: str, mean: MeanAnswer | None) -> str:
    """Return a difference, marked where it may be chance."""
    if mean is None or mean.low is None or mean.high is None:
        return shown(name, mean, sign=True)
    if mean.low == mean.high == 0:
        return SAME
    sure = mean.low > 0 or mean.high < 0
    return shown(name, mean, sign=True) + ("" if sure else " ?")
