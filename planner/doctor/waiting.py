"""What is missing, odd or risky about cases that wait for a worker."""

from datetime import timedelta

from planner.doctor.finding import Finding, found
from planner.doctor.seen import Seen, threshold
from planner.domain import Kind


def no_cases(seen: Seen) -> list[Finding]:
    """There is no case at all."""
    return [] if seen.agency.cases else [Finding("no-cases")]


def no_new_cases(seen: Seen) -> list[Finding]:
    """Every case has a worker already."""
    nothing_new = seen.agency.cases and not seen.agency.new_cases
    return [Finding("no-new-cases")] if nothing_new else []


def nobody_holds(seen: Seen) -> list[Finding]:
    """Nobody is named who holds a new case while it waits."""
    return found("nobody-holds", (c.id for c in seen.agency.new_cases if c.held_by is None))


def holder_goes(seen: Seen) -> list[Finding]:
    """Who holds a new case has left, leaves soon or is long away."""
    held = [(c.id, c.held_by) for c in seen.agency.new_cases if c.held_by is not None]
    return found("holder-goes", (case for case, holder in held if _goes(seen, holder)))


def earlier_worker_goes(seen: Seen) -> list[Finding]:
    """The earlier worker of a returning client has left, leaves soon or is long away."""
    known = [(c.id, c.earlier_worker) for c in seen.agency.new_cases if c.earlier_worker is not None]
    return found("earlier-worker-goes", (case for case, earlier in known if _goes(seen, earlier)))


def deadline_past(seen: Seen) -> list[Finding]:
    """Somebody should have responded already."""
    late = [c for c in seen.agency.new_cases if c.response_deadline < seen.date]
    oldest = min((c.response_deadline for c in late), default=seen.date)
    return found("deadline-past", (c.id for c in late), oldest=oldest)


def waiting_long(seen: Seen) -> list[Finding]:
    """A new case has waited longer than is usual."""
    days = threshold("waiting_days")
    long = [c for c in seen.agency.new_cases if c.received < seen.date - timedelta(days=days)]
    return found("waiting-long", (c.id for c in long), days=days)


def nobody_on_duty(seen: Seen) -> list[Finding]:
    """There are immediate responses to make and nobody is on duty from now on."""
    on_duty = any(run.last >= seen.date for worker in seen.workers for run in worker.duty)
    asked = (c.id for c in seen.agency.new_cases if c.kind is Kind.IMMEDIATE_RESPONSE)
    return [] if on_duty else found("nobody-on-duty", asked)


def _goes(seen: Seen, worker: str) -> bool:
    return seen.gone(worker) or seen.leaving(worker) or seen.long_away(worker)


CHECKS = (
    no_cases,
    deadline_past,
    holder_goes,
    waiting_long,
    nobody_holds,
    nobody_on_duty,
    no_new_cases,
    earlier_worker_goes,
)
