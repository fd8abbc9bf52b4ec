"""What is missing or odd about what a case is said to weigh."""

from datetime import timedelta

from planner.doctor.finding import Finding, found
from planner.doctor.seen import Seen, has_unknown, threshold
from planner.domain import Case, Stage


def unknown_facts(seen: Seen) -> list[Finding]:
    """Many cases have a rubric fact unknown."""
    unknown = [c.id for c in seen.agency.cases if has_unknown(c)]
    cases = len(seen.agency.cases)
    many = len(unknown) * 1000 > cases * threshold("unknown_share")
    return found("unknown-facts", unknown, count=len(unknown), cases=cases) if many else []


def rate_again(seen: Seen) -> list[Finding]:
    """The client was met a while ago and facts are unknown still."""
    days = timedelta(days=seen.policy.rating_days)
    met = (c for c in seen.agency.cases if c.first_met is not None and c.first_met + days <= seen.date)
    due = (c.id for c in met if has_unknown(c))
    return found("rate-again", due, days=seen.policy.rating_days)


def first_met_missing(seen: Seen) -> list[Finding]:
    """A case is open for a while, facts are unknown, and nobody says when the client was met."""
    days = timedelta(days=seen.policy.rating_days)
    opened = (a for a in seen.agency.assignments if a.since + days <= seen.date)
    cases = (seen.agency.case_of[assignment.case] for assignment in opened)
    return found("first-met-missing", (c.id for c in cases if c.first_met is None and has_unknown(c)))


def no_exposure_hours(seen: Seen) -> list[Finding]:
    """A case brings no dose, because none of its stages has hours of exposure."""
    return found("no-exposure-hours", (c.id for c in seen.agency.cases if not any(map(_dose, c.stages))))


def stage_without_work(seen: Seen) -> list[Finding]:
    """A stage of a case takes no time at all."""
    return found("stage-without-work", (c.id for c in seen.agency.cases if _has_idle_stage(c)))


def _has_idle_stage(case: Case) -> bool:
    return any(not stage.other and not _dose(stage) for stage in case.stages)


def _dose(stage: Stage) -> bool:
    return any(minutes for _, minutes in stage.exposure)


CHECKS = (rate_again, no_exposure_hours, first_met_missing, stage_without_work, unknown_facts)
