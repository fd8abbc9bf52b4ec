"""What room is worth in an agency today, as a book of prices and as data to print."""

from pathlib import Path

import numpy as np

from planner.domain import Agency
from planner.present.prices import PricesAnswer, TeamPrices, in_sts_points
from planner.prices import Prices, made, shipped_numbers
from planner.prices.book import Book, booked
from planner.simulate.outlook import expecting, outlook_today
from planner.simulate.own import own_parameters
from planner.simulate.templates import templates
from planner.units import MINUTES_PER_HOUR

_UNIT = 1000


def prices_today(
    agency: Agency, folder: Path, seed: int, last: Book | None = None
) -> tuple[Book, PricesAnswer]:
    """Return the prices of an agency on its date, from its public side alone.

    How many cases are to be expected is said by simulation.toml in its folder, else by the cases that
    came in the last seven days; where none are expected or wait, every price is 0.

    Raises
    ------
    PlannerError
        The parameters cannot be read, or the last prices may not be used.
    """
    public, numbers = agency.public(), shipped_numbers()
    mix = expecting(public, own_parameters(folder), numbers, templates(public))
    ahead = outlook_today(public, mix, numbers)
    prices = made(ahead, numbers, seed, None if last is None else last.of(public))
    answer = PricesAnswer(
        agency=public.name,
        seed=seed,
        weeks=numbers.weeks,
        expected=round(float(ahead.expected.sum()), 3),
        damped=last is not None,
        teams=_teams(public, prices),
    )
    return booked(public, prices, seed, ahead, last), answer


def _teams(agency: Agency, prices: Prices) -> list[TeamPrices]:
    found = []
    for team in sorted(agency.teams, key=lambda team: team.id):
        mine = [place for place, w in enumerate(prices.workers) if agency.worker_of[w].team == team.id]
        if not mine:
            continue
        hour = float(np.mean(prices.minutes[mine].sum(axis=1))) * MINUTES_PER_HOUR
        unit = float(np.mean(prices.dose[mine].sum(axis=1))) * _UNIT
        each = TeamPrices(
            team=team.id, workers=len(mine), hour=in_sts_points(hour), unit=in_sts_points(unit)
        )
        found.append(each)
    return found
