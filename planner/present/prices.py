"""What `caseload prices` tells of the prices it made."""

from pydantic import BaseModel
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from planner.units import COST_POINTS_PER_STS_POINT


class TeamPrices(BaseModel):
    """What room is worth in a team: STS points of an hour a week and of a unit of dose, all weeks."""

    team: str
    workers: int
    hour: float
    unit: float


class PricesAnswer(BaseModel):
    """The prices of an agency, team by team: the mean over its workers. No worker is told apart."""

    agency: str
    seed: int
    weeks: int
    expected: float
    damped: bool
    teams: list[TeamPrices]


def in_sts_points(cost: float) -> float:
    """Return cost points as STS points, to four decimals."""
    return round(cost / COST_POINTS_PER_STS_POINT, 4)


def prices_page(answer: PricesAnswer, where: str) -> RenderableType:
    """Return what is printed."""
    table = Table(title=f"What room is worth over the next {answer.weeks} weeks", title_justify="left")
    table.add_column("Team")
    table.add_column("Workers", justify="right")
    table.add_column("An hour a week", justify="right")
    table.add_column("A unit of dose a week", justify="right")
    for team in answer.teams:
        table.add_row(team.team, str(team.workers), f"{team.hour:.2f}", f"{team.unit:.2f}")
    damped = " Damped by the last prices." if answer.damped else ""
    return Group(
        table,
        Text(
            f"In expected STS points, means over a team's workers; 0 where room is not scarce. "
            f"{answer.expected:.1f} cases are expected in those weeks; seed {answer.seed}.{damped}"
        ),
        Text(f"Written to {where}; try: caseload plan FOLDER --prices {where}"),
    )
