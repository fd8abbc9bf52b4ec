"""What a simulation answers, as tables on a terminal."""

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.present.lever_tables import lever_parts, sensitivity_parts
from planner.present.report.words import between, measure, number, policy
from planner.present.simulation import MeanAnswer, SimulationAnswer

_NOT_KNOWN = "not known"


def simulation_page(answer: SimulationAnswer) -> RenderableType:
    """Return the policies side by side, and how the last differs from each in the same luck."""
    parts: list[RenderableType] = [
        Text(answer.question, style="bold"),
        Text(f"{answer.runs} runs of each policy, all in the same luck; in brackets 95 % intervals."),
        _side_by_side(answer),
        *lever_parts(answer),
    ]
    for pair in answer.paired:
        parts.append(
            Text(f"{policy(pair.policy)} less {policy(pair.against)}, run by run:", style="bold")
        )
        parts.extend(
            Text(f"  {measure(name).title.lower()} {_shown(name, mean, sign=True)}{_sure(mean)}")
            for name, mean in pair.measures.items()
            if mean.mean is not None
        )
    if answer.sensitivity is not None:
        parts.extend(sensitivity_parts(answer.sensitivity))
    parts.append(Text("Made-up years of a model: what they leave out stands in docs/simulation.md."))
    return Group(*parts)


def _side_by_side(answer: SimulationAnswer) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for each in answer.policies:
        table.add_column(policy(each.name))
    for name in answer.policies[0].measures:
        known = measure(name)
        table.add_row(
            f"{known.title}, {known.unit}" if known.unit else known.title,
            *(_shown(name, each.measures[name]) for each in answer.policies),
        )
    return table


def _shown(name: str, mean: MeanAnswer, *, sign: bool = False) -> str:
    if mean.mean is None:
        return _NOT_KNOWN
    told = number(mean.mean, name, sign=sign)
    known = mean.low is not None and mean.high is not None
    return f"{told} ({between(mean, name, sign=sign)})" if known else told


def _sure(mean: MeanAnswer) -> str:
    """Say where an interval holds no difference at all."""
    if mean.low is None or mean.high is None or mean.low > 0 or mean.high < 0:
        return ""
    return ", which may be chance"
