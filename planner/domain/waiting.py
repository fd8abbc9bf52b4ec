"""How urgent a case has become while it waited, and who holds it."""

from datetime import date

from planner.domain.case import Case
from planner.domain.policy import Policy

MOST_URGENT = 5


def urgency_now(case: Case, today: date, policy: Policy) -> int:
    """Return the urgency of a new case on a day, 1 to 5.

    urgency = min(5, stated urgency + whole `waiting_days_per_urgency` since it was received)
    """
    waited = (today - case.received).days
    return min(MOST_URGENT, case.urgency + waited // policy.waiting_days_per_urgency)
