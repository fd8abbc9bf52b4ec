"""Which new cases have waited for weeks, and which supervisor has held them since."""

from datetime import timedelta

from planner.domain import Agency
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_cases


def backlog(agency: Agency, figures: Figures, chance: Chance) -> Agency:
    """Return the agency where the last new cases came in weeks ago; most deadlines are over."""
    count = min(figures.one("unusual_week"), len(agency.new_cases))
    holders: dict[str, list[str]] = {}
    for team in agency.teams:
        if team.supervisor is not None:
            holders.setdefault(team.office, []).append(team.supervisor)
    changes = {}
    for case in agency.new_cases[len(agency.new_cases) - count :]:
        received = agency.date - timedelta(days=chance.whole(*figures.several("waited_days")))
        changes[case.id] = {
            "received": received,
            "response_deadline": received + (case.response_deadline - case.received),
            "held_by": chance.pick(holders[case.office]),
        }
    return with_cases(agency, changes)
