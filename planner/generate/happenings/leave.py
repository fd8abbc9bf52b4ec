"""Who is on leave in the next weeks: some for a week, one for longer."""

from datetime import date, timedelta

from planner.domain import Agency, Days
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_workers

_WORKING_WEEK = 4  # days from Monday to Friday
_WEEKS = 4


def leave(agency: Agency, figures: Figures, chance: Chance) -> Agency:
    """Return the agency with a few on leave for a week of the next four, and one for several."""
    order = chance.shuffled([worker.id for worker in agency.workers])
    share = len(order) * figures.one("on_leave") // 1000
    away = {who: _week(chance.whole(0, _WEEKS - 1), 1, agency.date) for who in order[:share]}
    if len(order) > share + 1:
        away[order[share]] = _week(0, figures.one("long_leave_weeks"), agency.date)
    return with_workers(agency, {who: {"leave": (days,)} for who, days in away.items()})


def _week(start: int, weeks: int, today: date) -> Days:
    first = today + timedelta(weeks=start)
    return Days(first=first, last=first + timedelta(weeks=weeks - 1, days=_WORKING_WEEK))
