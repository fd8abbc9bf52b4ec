"""Which new cases have waited for weeks."""

from datetime import timedelta

from planner.domain import Agency
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_cases


def backlog(agency: Agency, figures: Figures, chance: Chance) -> Agency:
    """Return the agency where the last new cases came in weeks ago; most deadlines are over."""
    count = min(figures.one("unusual_week"), len(agency.new_cases))
    changes = {}
    for case in agency.new_cases[len(agency.new_cases) - count :]:
        received = agency.date - timedelta(days=chance.whole(*figures.several("waited_days")))
        changes[case.id] = {
            "received": received,
            "response_deadline": received + (case.response_deadline - case.received),
        }
    return with_cases(agency, changes)
