"""What each worker carries already, in the coming weeks and as counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from planner.domain import Agency, Case, Kind, Worker
from planner.dose.case_dose import (
    dose,
    event_dose,
    severe_tier,
    severest_tier,
    tier,
    weekly_dose,
    weekly_minutes,
)
from planner.dose.ledger import fading, past_equivalents, weekly_equivalents
from planner.problem.absence import NEVER
from planner.problem.arrays import Floats, Ints, up
from planner.problem.uncertain import carried_variance, course_of
from planner.units import DAYS_PER_WEEK

WINDOWS = (1, 4, 26)  # weeks of the undecayed windows
MONTH_DAYS = 30


@dataclass(frozen=True)
class Carried:
    """What workers carry before anything is decided; W workers, T weeks, by `sorted` id."""

    minutes: Ints  # (W, T)
    dose: Ints  # (W, T) weekly equivalents
    variance: Ints  # (W, T) of them, or no columns
    windows: Ints  # (windows, W, T) undecayed dose of the weeks up to each
    load: Ints  # (W,)
    cases: Ints  # (W,) led
    ongoing: Ints  # (W,) led, of ongoing work
    severe: Ints  # (W,) led or supported
    severest: Ints  # (W,) led or supported
    days_since_severest: Ints  # (W,) since the last one was given, led or supported
    new_ongoing: Ints  # (W,) given within a month
    new_investigations: Ints  # (W,) given within a month


def measure_carried(agency: Agency, workers: Sequence[Worker], weeks: int) -> Carried:
    """Return what open cases, standing exposure, waiting cases and the past bring to each worker."""
    place = {worker.id: index for index, worker in enumerate(workers)}
    tiers = {case.id: _tier(agency, case.id) for case in agency.cases}
    minutes, fresh = _planned(agency, place, tiers, weeks)
    past = past_equivalents(agency.exposures, agency.date, agency.policy.half_life_weeks, agency.weights)
    stock = [past.get(worker.id, 0.0) for worker in workers]
    equivalents = weekly_equivalents(fresh, agency.policy.half_life_weeks)
    equivalents += fading(stock, agency.policy.half_life_weeks, weeks)
    return Carried(
        minutes=up(minutes),
        dose=up(equivalents),
        variance=carried_variance(agency, place, tiers, weeks),
        windows=up(undecayed(_past(agency, place), fresh)),
        load=up(equivalents[:, : agency.policy.harm_weeks].mean(axis=1)),
        **_counts(agency, place),
    )


def _planned(
    agency: Agency, place: dict[str, int], tiers: dict[str, int], weeks: int
) -> tuple[Floats, Floats]:
    """Return the minutes and the expected dose that are planned already, shape (workers, weeks)."""
    policy = agency.policy
    held = [agency.case_of[assignment.case] for assignment in agency.assignments]
    brought = course_of(agency, held, [tiers[case.id] for case in held], weeks).expected
    minutes, fresh = np.zeros((len(place), weeks)), np.zeros((len(place), weeks))
    for assignment, case, brings in zip(agency.assignments, held, brought, strict=True):
        work = np.array(weekly_minutes(case)[:weeks])
        lead = agency.worker_of[assignment.worker]
        minutes[place[lead.id], : len(work)] += extra_minutes(agency, lead, case)
        for worker, part in ((lead.id, 1.0), (assignment.support, policy.support_share / 1000)):
            if worker is not None:
                minutes[place[worker], : len(work)] += part * work
                fresh[place[worker]] += part * brings
    for worker, index in place.items():
        for standing in agency.worker_of[worker].standing_exposure:
            minutes[index] += standing.minutes
            fresh[index] += dose(standing.minutes, standing.tier, standing.mode, agency.weights)
    for case in agency.new_cases:
        if case.held_by is not None:
            share = policy.holding_share / 1000
            minutes[place[case.held_by], 0] += share * weekly_minutes(case)[0]
            first = weekly_dose(case, tiers[case.id], agency.weights)[0]
            fresh[place[case.held_by], 0] += share * first
    return minutes, fresh


def extra_minutes(agency: Agency, worker: Worker, case: Case) -> int:
    """Return the minutes a week that an interpreter and travel add where a worker leads a case."""
    interpreted = case.language not in worker.languages
    away = case.office != agency.team_of[worker.team].office
    return agency.policy.interpreter_minutes * interpreted + agency.policy.travel_minutes * away


def undecayed(past: Floats, fresh: Floats) -> Floats:
    """Return the dose of each window up to each coming week, shape (windows, rows, weeks).

    `past`: dose of the weeks before, latest last, as many as the longest window has but one.
    """
    total = np.cumsum(np.concatenate([np.zeros((len(fresh), 1)), past, fresh], axis=1), axis=1)
    end = past.shape[1] + 1 + np.arange(fresh.shape[1])
    return np.stack([total[:, end] - total[:, np.maximum(0, end - n)] for n in WINDOWS])


def _past(agency: Agency, place: dict[str, int]) -> Floats:
    kept = max(WINDOWS) - 1
    past = np.zeros((len(place), kept))
    for event in agency.exposures:
        age = (agency.date - event.week).days // DAYS_PER_WEEK
        if age <= kept:
            past[place[event.worker], kept - age] += event_dose(event, agency.weights)
    return past


def _counts(agency: Agency, place: dict[str, int]) -> dict[str, Ints]:
    names = ("cases", "ongoing", "severe", "severest", "new_ongoing", "new_investigations")
    counts = {name: np.zeros(len(place), dtype=np.int64) for name in names}
    since = np.full(len(place), NEVER)
    month_ago = agency.date - timedelta(days=MONTH_DAYS)
    for assignment in agency.assignments:
        case, lead = agency.case_of[assignment.case], place[assignment.worker]
        recent = assignment.since > month_ago
        counts["cases"][lead] += 1
        counts["ongoing"][lead] += case.kind is Kind.ONGOING
        counts["new_ongoing"][lead] += recent and case.kind is Kind.ONGOING
        counts["new_investigations"][lead] += recent and case.kind is Kind.INVESTIGATION
        case_tier = _tier(agency, case.id)
        for worker in filter(None, (assignment.worker, assignment.support)):
            counts["severe"][place[worker]] += case_tier >= severe_tier()
            counts["severest"][place[worker]] += case_tier >= severest_tier()
            if case_tier >= severest_tier():
                days = (agency.date - assignment.since).days
                since[place[worker]] = min(since[place[worker]], days)
    return counts | {"days_since_severest": since}


def _tier(agency: Agency, case: str) -> int:
    found = agency.case_of[case]
    return tier(found, agency.referral_type_of[found.referral_type])
