"""What `caseload fairness` tells: an office's greatest shares before and after, and what they cost."""

from pydantic import Field
from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.present.answers import Answer
from planner.solve.outcome import Ending

_AS_IT_IS = "the same"


class OfficeFairness(Answer):
    """An office under both plans; shares are of 1, of the usual budget, and name nobody.

    `first`: the place from the top of the first share that differs, from 1; null where none does.
    """

    office: str
    workers: int
    greatest_before: list[float] = Field(description="The greatest few shares by default.")
    greatest_after: list[float] = Field(description="The greatest few shares, as even as can be.")
    first: int | None
    first_before: float | None
    first_after: float | None
    proven: int = Field(description="So many of the greatest shares are as small as can be.")
    cheapest: bool = Field(description="Whether no plan with the same shares costs less.")
    seconds: float


class PriceOfGoal(Answer):
    """What both plans reach in one goal, in its unit, from public facts."""

    name: str
    unit: str
    before: float
    after: float


class FairnessAnswer(Answer):
    """The plan by default beside the one whose shares are leximin, office by office, and its price.

    `ending`: best where coverage, shares and cost are proven, beside what other offices have by default;
    `default_ending`: of the plan by default. `price`: what it costs more, in cost points, with the same
    as STS, burden and fit points; at most `price_at_most`, null where nothing is known of that.
    """

    ending: Ending
    default_ending: Ending
    offices: list[OfficeFairness]
    price: int
    price_at_most: int | None
    sts_points: float
    burden_points: float
    fit_points: float
    goals: list[PriceOfGoal]
    cases_changed: int = Field(description="Cases that go to another lead, or stay or move instead.")
    seconds: float


def fairness_page(answer: FairnessAnswer) -> RenderableType:
    """Return what is printed."""
    return Group(
        Text(_ending(answer), style="bold"),
        _offices(answer),
        *map(Text, filter(None, map(_unproven, answer.offices))),
        _goals(answer),
        Text(_price(answer)),
        Text(
            "Shares: mean planned dose of the coming weeks as a share of the usual budget. Both plans"
            " cover as much.\nProposals only: people decide.",
            style="dim",
        ),
    )


def _ending(answer: FairnessAnswer) -> str:
    if answer.ending is Ending.BEST:
        return "Proven: in no office can the greatest share be smaller, nor then the second, and so on."
    return "Every rule is kept; not all of it is proven to be the fairest, or the cheapest such plan."


def _offices(answer: FairnessAnswer) -> Table:
    table = Table(
        title="Greatest shares of the usual budget, by office",
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
    )
    table.add_column("Office")
    table.add_column("Workers", justify="right")
    table.add_column("Plan")
    shown = max((len(office.greatest_before) for office in answer.offices), default=0)
    for place in range(1, shown + 1):
        table.add_column(_nth(place), justify="right")
    table.add_column("First that differs")
    for office in answer.offices:
        blank = [""] * (shown - len(office.greatest_before))
        before, after = map(_list, (office.greatest_before, office.greatest_after))
        table.add_row(office.office, str(office.workers), "by default", *before, *blank, _first(office))
        table.add_row("", "", "as even as can be", *after, *blank, "")
    return table


def _nth(place: int) -> str:
    return "Greatest" if place == 1 else f"No. {place}"


def _list(shares: list[float]) -> list[str]:
    return [f"{share:.1%}" for share in shares]


def _first(office: OfficeFairness) -> str:
    if office.first is None or office.first_before is None or office.first_after is None:
        return "none"
    before, after = _list([office.first_before, office.first_after])
    return f"no. {office.first}: {before} to {after}"


def _unproven(office: OfficeFairness) -> str:
    if office.proven == office.workers and office.cheapest:
        return ""
    if office.proven == office.workers:
        return f"{office.office}: all shares are proven; a cheaper plan with the same may exist."
    return (
        f"{office.office}: the greatest {office.proven} of {office.workers} shares are proven; time ran"
        " out before the others."
    )


def _goals(answer: FairnessAnswer) -> Table:
    table = Table(title="What it costs", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Goal")
    table.add_column("By default", justify="right")
    table.add_column("As even as can be", justify="right")
    table.add_column("Unit")
    for goal in answer.goals:
        before, after = f"{goal.before:.2f}", f"{goal.after:.2f}"
        table.add_row(goal.name, before, _AS_IT_IS if after == before else after, goal.unit)
    return table


def _price(answer: FairnessAnswer) -> str:
    if answer.price == 0 and answer.cases_changed == 0:
        told = "It costs nothing: the plan by default is as even as can be."
    else:
        one = answer.cases_changed == 1
        told = (
            f"The price of fairness: {answer.price:,} cost points, worth {answer.sts_points:.3f}"
            f" expected STS points, {answer.burden_points:.1f} burden points or"
            f" {answer.fit_points:.1f} fit points."
            if answer.price
            else "It costs no more than the plan by default."
        )
        told += (
            f" {answer.cases_changed} case{'' if one else 's'} differ{'s' if one else ''} in who leads,"
            " helps or keeps it."
        )
    if answer.default_ending is Ending.BEST or answer.price_at_most is None:
        return told
    most = f"{answer.price_at_most:,}"
    return f"{told} The plan by default is not proven best: against the best it is {most} at most."
