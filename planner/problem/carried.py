"""What each worker carries already, in the coming weeks and as counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from scipy import sparse

from planner.domain import Agency, Case, Kind, Worker
from planner.dose.case_dose import (
    dose,
    event_doses,
    severe_tier,
    severest_tier,
    tier,
    weekly_dose,
    weekly_minutes,
)
from planner.dose.ledger import fading, past_equivalents, weekly_equivalents
from planner.problem.absence import NEVER
from planner.problem.arrays import Floats, Ints, up
from planner.problem.problem import NOBODY
from planner.problem.uncertain import carried_variance, course_of
from planner.problem.work import weekly_work
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

    def of(self, places: Sequence[int]) -> "Carried":
        """Return what the workers at some places carry, in that order."""
        return Carried(
            **{name: np.take(rows, places, axis=_axis(name)) for name, rows in vars(self).items()}
        )

    def and_of(self, others: "Carried") -> "Carried":
        """Return what these workers and others carry, the others after them."""
        return Carried(
            **{
                name: np.concatenate([rows, getattr(others, name)], axis=_axis(name))
                for name, rows in vars(self).items()
            }
        )


def _axis(name: str) -> int:
    """Return which axis of a field is the workers'."""
    return 1 if name == "windows" else 0


def measure_carried(
    agency: Agency, workers: Sequence[Worker], tiers: dict[str, int], weeks: int
) -> Carried:
    """Return what open cases, standing exposure, waiting cases and the past bring to each worker.

    `tiers`: of all cases, by id.
    """
    place = {worker.id: index for index, worker in enumerate(workers)}
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
        **_counts(agency, place, tiers),
    )


def tiers_of(agency: Agency) -> dict[str, int]:
    """Return the tier of every case, by its id."""
    return {case.id: tier(case, agency.referral_type_of[case.referral_type]) for case in agency.cases}


def _planned(
    agency: Agency, place: dict[str, int], tiers: dict[str, int], weeks: int
) -> tuple[Floats, Floats]:
    """Return the minutes and the expected dose that are planned already, shape (workers, weeks)."""
    policy = agency.policy
    held = [agency.case_of[assignment.case] for assignment in agency.assignments]
    brought = course_of(agency, held, [tiers[case.id] for case in held], weeks).expected
    work = weekly_work(held, weeks).astype(np.float64)
    extra = [
        extra_minutes(agency, agency.worker_of[assignment.worker], case)
        for assignment, case in zip(agency.assignments, held, strict=True)
    ]
    open_yet = np.arange(weeks) < np.array([case.weeks for case in held], dtype=np.int64)[:, None]
    on_lead = work + np.array(extra, dtype=np.float64)[:, None] * open_yet
    leads = _carriers([place[assignment.worker] for assignment in agency.assignments], len(place))
    supporters = [NOBODY if a.support is None else place[a.support] for a in agency.assignments]
    supports = _carriers(supporters, len(place)) * (policy.support_share / 1000)
    minutes = leads @ on_lead + supports @ work
    fresh = (leads + supports) @ brought
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


def _carriers(places: Sequence[int], workers: int) -> sparse.csr_array:
    """Return which worker carries each row, shape (workers, rows); NOBODY carries none."""
    found = np.array(places, dtype=np.int64)
    rows = np.flatnonzero(found != NOBODY)
    ones = np.ones(len(rows))
    return sparse.coo_array((ones, (found[rows], rows)), shape=(workers, len(found))).tocsr()


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
    ages = {
        week: (agency.date - week).days // DAYS_PER_WEEK
        for week in {event.week for event in agency.exposures}
    }
    doses = event_doses(agency.exposures, agency.weights)
    for event, brought in zip(agency.exposures, doses, strict=True):
        if ages[event.week] <= kept:
            past[place[event.worker], kept - ages[event.week]] += brought
    return past


def _counts(agency: Agency, place: dict[str, int], tiers: dict[str, int]) -> dict[str, Ints]:
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
        case_tier = tiers[case.id]
        for worker in filter(None, (assignment.worker, assignment.support)):
            counts["severe"][place[worker]] += case_tier >= severe_tier()
            counts["severest"][place[worker]] += case_tier >= severest_tier()
            if case_tier >= severest_tier():
                days = (agency.date - assignment.since).days
                since[place[worker]] = min(since[place[worker]], days)
    return counts | {"days_since_severest": since}
