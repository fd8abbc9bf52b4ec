"""Is an agency the same on another day?"""

from datetime import date, timedelta
from pathlib import Path

from api.agencies.moved import moved_near
from planner.intake import read_agency

FOLDER = Path(__file__).parents[2] / "scenarios" / "rural-district"


def test_every_date_moves_by_the_same_whole_weeks():
    agency = read_agency(FOLDER).public()
    moved = moved_near(agency, date(2026, 12, 2))
    by = moved.date - agency.date
    assert by.days % 7 == 0
    assert timedelta() <= date(2026, 12, 2) - moved.date < timedelta(days=7)
    for before, after in zip(agency.cases, moved.cases, strict=True):
        assert after.received - before.received == by
        assert after.response_deadline - before.response_deadline == by
    for heard, heard_later in zip(agency.exposures, moved.exposures, strict=True):
        assert heard_later.week - heard.week == by
    assert moved_near(moved, agency.date) == agency
