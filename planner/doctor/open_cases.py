"""What is missing, odd or risky about who carries which open case."""

from datetime import date, timedelta

from planner.doctor.finding import Finding, found
from planner.doctor.seen import Seen
from planner.domain import Case, Fact, Hold, Safety


def lead_gone(seen: Seen) -> list[Finding]:
    """The lead worker of an open case has left."""
    return found("lead-gone", (a.case for a in seen.agency.assignments if seen.gone(a.worker)))


def lead_away(seen: Seen) -> list[Finding]:
    """The lead worker of an open case is long away."""
    here = (a for a in seen.agency.assignments if not seen.gone(a.worker))
    return found("lead-away", (a.case for a in here if seen.long_away(a.worker)))


def support_gone(seen: Seen) -> list[Finding]:
    """The supporting worker of an open case has left."""
    supported = ((a.case, a.support) for a in seen.agency.assignments if a.support is not None)
    return found("support-gone", (case for case, support in supported if seen.gone(support)))


def two_workers_alone(seen: Seen) -> list[Finding]:
    """An open case needs two workers and has one."""
    alone = (a.case for a in seen.agency.assignments if a.support is None)
    return found("two-workers-alone", (c for c in alone if seen.agency.case_of[c].two_workers))


def conflict_carried(seen: Seen) -> list[Finding]:
    """A worker leads or supports a case they must not be given."""
    carried = ((a.case, (a.worker, a.support)) for a in seen.agency.assignments)
    return found(
        "conflict-carried",
        (case for case, workers in carried if any(_conflict(seen, case, w) for w in workers)),
    )


def conflict_held(seen: Seen) -> list[Finding]:
    """A worker holds a new case they must not be given."""
    new = seen.agency.new_cases
    return found("conflict-held", (c.id for c in new if _conflict(seen, c.id, c.held_by)))


def movable_near_court(seen: Seen) -> list[Finding]:
    """A movable case is too near to a court or disclosure date to be moved."""
    near = timedelta(days=seen.policy.moratorium_days)
    movable = (a.case for a in seen.agency.assignments if a.hold is Hold.MOVABLE)
    cases = (seen.agency.case_of[case] for case in movable)
    kept = (c.id for c in cases if any(abs(day - seen.date) <= near for day in _dates(c)))
    return found("movable-near-court", kept, days=seen.policy.moratorium_days)


def since_before_received(seen: Seen) -> list[Finding]:
    """A case has been carried since before it came in."""
    early = (a for a in seen.agency.assignments if a.since < seen.agency.case_of[a.case].received)
    return found("since-before-received", (a.case for a in early))


def court_past(seen: Seen) -> list[Finding]:
    """A court or disclosure date is past, so far that it no longer keeps a case from moving."""
    ended = seen.date - timedelta(days=seen.policy.moratorium_days)
    past = (c.id for c in seen.agency.cases if any(day < ended for day in _dates(c)))
    return found("court-past", past)


def threat_unassessed(seen: Seen) -> list[Finding]:
    """Workers are known to be threatened and nobody has looked at what could endanger them."""
    return found("threat-unassessed", (c.id for c in seen.agency.cases if _threat_unassessed(c)))


def _threat_unassessed(case: Case) -> bool:
    return case.threat_to_worker is Fact.YES and case.safety_assessment is Safety.MISSING


def _conflict(seen: Seen, case: str, worker: str | None) -> bool:
    if worker is None:
        return False
    conflicts = seen.agency.worker_of[worker].conflicts
    return case in conflicts or seen.agency.case_of[case].group in conflicts


def _dates(case: Case) -> tuple[date, ...]:
    return case.court_dates + case.disclosure_dates


CHECKS = (
    threat_unassessed,
    conflict_carried,
    conflict_held,
    lead_gone,
    lead_away,
    support_gone,
    two_workers_alone,
    movable_near_court,
    since_before_received,
    court_past,
)
