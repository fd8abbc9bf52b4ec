"""Which dates, hours and pairs of entries are likely slips, or do not go together."""

from collections import defaultdict
from datetime import timedelta

from planner.doctor.finding import Finding, found
from planner.doctor.seen import Seen, threshold
from planner.domain import Case, GroupRule, Kind, Worker
from planner.domain.calendar import is_on_duty
from planner.units import MINUTES_PER_HOUR


def duty_on_leave(seen: Seen) -> list[Finding]:
    """A worker is on duty on a day of their own leave."""
    return found("duty-on-leave", (w.id for w in seen.workers if _both(seen, w)))


def far_ahead(seen: Seen) -> list[Finding]:
    """Leave, duty or a last day lies years ahead."""
    days = threshold("far_ahead_days")
    latest = seen.date + timedelta(days=days)
    dates = {w.id: [*(run.last for run in (*w.leave, *w.duty)), w.last_day] for w in seen.workers}
    far = (who for who, known in dates.items() if any(d is not None and d > latest for d in known))
    return found("far-ahead", far, days=days)


def received_long_ago(seen: Seen) -> list[Finding]:
    """A case came in many years ago."""
    years = threshold("old_case_years")
    old = (c.id for c in seen.agency.cases if seen.date.year - c.received.year > years)
    return found("received-long-ago", old, years=years)


def heavy_case(seen: Seen) -> list[Finding]:
    """A new case takes about all of somebody's week, or most of it is exposure."""
    most, exposed = threshold("heavy_hours"), threshold("heavy_exposure_hours")
    heavy = (c.id for c in seen.agency.new_cases if _heavy(c, most, exposed))
    return found("heavy-case", heavy, hours=most, exposed=exposed)


def earlier_worker_refused(seen: Seen) -> list[Finding]:
    """The client refuses the worker they had before, or what that worker offers."""
    known = ((c, c.earlier_worker) for c in seen.agency.new_cases if c.earlier_worker is not None)
    refused = (
        c.id
        for c, worker in known
        if {worker, *seen.agency.worker_of[worker].offers} & set(c.client_refuses)
    )
    return found("earlier-worker-refused", refused)


def together_out_of_reach(seen: Seen) -> list[Finding]:
    """New cases that go to one worker lie in offices that nobody reaches all."""
    offices: dict[str, set[str]] = defaultdict(set)
    for case in seen.agency.new_cases:
        if case.group and case.group_rule is GroupRule.TOGETHER:
            offices[case.group].add(case.office)
    apart = (
        group
        for group, asked in sorted(offices.items())
        if len(asked) > 1 and not any(asked <= set(worker.offices) for worker in seen.workers)
    )
    return found("together-out-of-reach", apart)


def support_away(seen: Seen) -> list[Finding]:
    """The supporting worker of an open case is long away."""
    supported = ((a.case, a.support) for a in seen.agency.assignments if a.support is not None)
    here = ((case, support) for case, support in supported if not seen.gone(support))
    return found("support-away", (case for case, support in here if seen.long_away(support)))


def nobody_on_duty_today(seen: Seen) -> list[Finding]:
    """An immediate response is due today, and whoever is on duty is so later only."""
    later = any(run.last >= seen.date for worker in seen.workers for run in worker.duty)
    if not later or any(is_on_duty(worker, seen.date) for worker in seen.workers):
        return []
    asked = (c for c in seen.agency.new_cases if c.kind is Kind.IMMEDIATE_RESPONSE)
    due = (c.id for c in asked if c.response_deadline <= seen.date and c.first_met is None)
    return found("nobody-on-duty-today", due)


def _both(seen: Seen, worker: Worker) -> bool:
    return any(
        max(duty.first, leave.first, seen.date) <= min(duty.last, leave.last)
        for duty in worker.duty
        for leave in worker.leave
    )


def _heavy(case: Case, most: int, exposed: int) -> bool:
    for stage in case.stages:
        exposure = sum(minutes for _, minutes in stage.exposure)
        if exposure > exposed * MINUTES_PER_HOUR or exposure + stage.other > most * MINUTES_PER_HOUR:
            return True
    return False


CHECKS = (
    nobody_on_duty_today,
    together_out_of_reach,
    heavy_case,
    duty_on_leave,
    support_away,
    earlier_worker_refused,
    far_ahead,
    received_long_ago,
)
