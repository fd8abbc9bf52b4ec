"""Which new cases came in at once: people found together in one police operation."""

from datetime import timedelta

from planner.domain import Agency
from planner.generate.chance import Chance
from planner.generate.figures import Figures
from planner.generate.happenings.changes import with_cases

_POLICE = "law-enforcement"


def police_operation(agency: Agency, figures: Figures, _chance: Chance) -> Agency:
    """Return the agency where the last new cases came from one operation, some days ago."""
    count = min(figures.one("unusual_week"), max(0, len(agency.new_cases) - 1))
    received = agency.date - timedelta(days=figures.one("operation_days_ago"))
    changes = {}
    for case in agency.new_cases[len(agency.new_cases) - count :]:
        days = case.response_deadline - case.received
        changes[case.id] = {
            "received": received,
            "response_deadline": received + days,
            "referral_type": _POLICE,
        }
    return with_cases(agency, changes)
