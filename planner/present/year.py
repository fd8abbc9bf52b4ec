"""What `caseload bench year` tells: how near each way of giving out cases comes to hindsight."""

from pydantic import BaseModel
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text


class WayAnswer(BaseModel):
    """One way of giving: means over the years that were run."""

    way: str
    of_bound: float
    share: float | None
    least_share: float | None
    given: float
    severe_given: float
    harm: float


class YearAnswer(BaseModel):
    """Some years of one load; `share` is of the way from greedy to the bound, None where they meet."""

    agency: str
    workers: int
    load: float
    weeks: int
    years: int
    wanted: int
    first_seed: int
    cases: int
    bound_of_all: float
    rules: list[str]
    ways: list[WayAnswer]
    seconds: float


_NOTHING = "\u2013"


def year_page(answer: YearAnswer) -> RenderableType:
    """Return what is printed."""
    table = Table(
        title=f"{answer.agency}: {answer.workers} workers, load {answer.load:g}, {answer.weeks} weeks,"
        f" {answer.years} years by chance",
        title_justify="left",
    )
    table.add_column("Cases go to")
    for head in ("Of the bound", "Way to it", "Worst year", "In time", "Severe in time", "Harm"):
        table.add_column(head, justify="right")
    for way in answer.ways:
        table.add_row(
            way.way,
            f"{way.of_bound:.1%}",
            _NOTHING if way.share is None else f"{way.share:.2f}",
            _NOTHING if way.least_share is None else f"{way.least_share:.2f}",
            f"{way.given:.1%}",
            f"{way.severe_given:.1%}",
            f"{way.harm:.1f}",
        )
    short = (
        f" {answer.years} of {answer.wanted} years were run within the time."
        if answer.years < answer.wanted
        else ""
    )
    return Group(
        table,
        Text(
            "Way to it: 0 is greedy, 1 the bound of hindsight, which knows all cases and may split them."
            f" Had every case been given, it would be {1 / max(1e-9, answer.bound_of_all):.2f} times the"
            " bound. Harm: expected STS points above the cut-off, all workers, mean over the weeks."
            f" {answer.cases} cases in {answer.seconds:.0f} s.{short}"
        ),
    )
