"""What needs somebody this week, all matters together, for an agency or for one supervisor."""

from datetime import date
from typing import TypeVar

from planner.attention.absence import Away, Leaver, away, leavers
from planner.attention.action_level import (
    AtActionLevel,
    AtActionLevelCount,
    at_action_level,
    counts,
)
from planner.attention.duty import DutyClash, DutyDay, DutyReview, clashes, duty, reviews
from planner.attention.moratorium import MoveBlocked, moves_blocked
from planner.attention.ramp_calendar import Newcomer, newcomers
from planner.attention.rating import NeverMet, RateAgain, Unknowns, never_met, rate_again, unknowns
from planner.attention.safety import SafetyMissing, safety_missing
from planner.attention.scope import Scope, scope
from planner.attention.supervision import Span, SupervisionDue, spans, supervision
from planner.attention.waiting import Holder, Waiting, holders, waiting
from planner.domain import Agency
from planner.domain.noun import Noun
from planner.units import Thousandths


class Week(Noun):
    """What needs somebody this week. Lists are sorted by what presses most.

    `supervisor` says whose page it is; without one it is the whole agency's. What a person carries,
    as a share of their usual budget, is for that person and their own supervisor: the agency's page
    has `action_level_counts` in its place.
    """

    agency: str
    date: date
    supervisor: str | None
    workers: int
    action_level_share: Thousandths
    covered_days: int
    span_of_supervisor: int
    waiting: tuple[Waiting, ...]
    holders: tuple[Holder, ...]
    action_level: tuple[AtActionLevel, ...]
    action_level_counts: tuple[AtActionLevelCount, ...]
    supervision: tuple[SupervisionDue, ...]
    spans: tuple[Span, ...]
    newcomers: tuple[Newcomer, ...]
    away: tuple[Away, ...]
    leavers: tuple[Leaver, ...]
    safety_missing: tuple[SafetyMissing, ...]
    rate_again: tuple[RateAgain, ...]
    never_met: tuple[NeverMet, ...]
    unknowns: Unknowns
    moves_blocked: tuple[MoveBlocked, ...]
    duty: tuple[DutyDay, ...]
    duty_clashes: tuple[DutyClash, ...]
    duty_reviews: tuple[DutyReview, ...]


OfCase = TypeVar("OfCase", Waiting, SafetyMissing, RateAgain, NeverMet, MoveBlocked, DutyReview)
OfWorker = TypeVar("OfWorker", AtActionLevel, SupervisionDue, Newcomer, Away, Leaver, DutyClash)


def week(agency: Agency, supervisor: str | None = None) -> Week:
    """Return what needs somebody this week; nothing in it depends on private limits or steps.

    Raises
    ------
    UnknownReference
        The supervisor is not in the agency.
    NoSupervisor
        The worker named as supervisor supervises nobody.
    """
    agency = agency.public()
    here = scope(agency, supervisor)
    cases = _cases(agency, here)
    reached = at_action_level(agency)
    held = _of_cases(waiting(agency), cases)
    return Week(
        agency=agency.name,
        date=agency.date,
        supervisor=supervisor,
        workers=len(here.workers),
        action_level_share=agency.policy.action_level_share,
        covered_days=agency.policy.covered_days,
        span_of_supervisor=agency.policy.span_of_supervisor,
        waiting=held,
        holders=tuple(holders(list(held))),
        action_level=_of_workers(reached, here) if supervisor else (),
        action_level_counts=() if supervisor else tuple(counts(agency, reached)),
        supervision=_of_workers(supervision(agency), here),
        spans=tuple(s for s in spans(agency) if supervisor in (None, s.supervisor)),
        newcomers=_of_workers(newcomers(agency), here),
        away=_of_workers(away(agency), here),
        leavers=_of_workers(leavers(agency), here),
        safety_missing=_of_cases(safety_missing(agency), cases),
        rate_again=_of_cases(rate_again(agency), cases),
        never_met=_of_cases(never_met(agency), cases),
        unknowns=unknowns(agency, [case for case in agency.cases if case.id in cases]),
        moves_blocked=_of_cases(moves_blocked(agency), cases),
        duty=tuple(duty(agency, here.offices)),
        duty_clashes=_of_workers(clashes(agency), here),
        duty_reviews=_of_cases(reviews(agency), cases),
    )


def _cases(agency: Agency, here: Scope) -> frozenset[str]:
    """Return the cases a page is about: led by its workers, or waiting with them or in its offices."""
    led = {a.case for a in agency.assignments if a.worker in here.workers}
    held = {case.id for case in agency.new_cases if here.waiting(case.office, case.held_by)}
    return frozenset(led | held)


def _of_cases(facts: list[OfCase], cases: frozenset[str]) -> tuple[OfCase, ...]:
    return tuple(fact for fact in facts if fact.case in cases)


def _of_workers(facts: list[OfWorker], here: Scope) -> tuple[OfWorker, ...]:
    return tuple(fact for fact in facts if fact.worker in here.workers)
