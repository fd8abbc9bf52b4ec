"""An agency as if it were seen on another day: every date moved by whole weeks."""

import re
from datetime import date, timedelta
from json import dumps, loads

from planner.domain import Agency

_WEEK = 7
_DATE = re.compile(r'"(\d{4}-\d\d-\d\d)"')


def moved_near(agency: Agency, today: date) -> Agency:
    """Return an agency with all its dates moved by whole weeks, to at most six days before a day."""
    weeks = (today - agency.date).days // _WEEK
    moved = timedelta(weeks=weeks)

    def later(found: re.Match[str]) -> str:
        return f'"{(date.fromisoformat(found[1]) + moved).isoformat()}"'

    data = loads(agency.model_dump_json(exclude={"name", "policy", "weights", "risk_card"}))
    shifted = loads(_DATE.sub(later, dumps(data)))
    kept = {name: getattr(agency, name) for name in ("name", "policy", "weights", "risk_card")}
    return Agency.model_validate(shifted | kept)
